import { type Check, rfc, smartLaunch } from '../../runner/check.ts';
import type { Expectation } from '../../runner/context.ts';
import type { AuthorizationEnd } from '../../runner/login/form-driver.ts';
import { whyNot } from '../../runner/session.ts';
import { codeRefused } from '../judge.ts';
import { endpointsOf } from '../metadata.ts';
import { codeGiven, codeOf, play, sentBack } from './play.ts';

const member = { needs: ['member client'] } as const;

export const authorizeByPostForm: Check = {
  ...member,
  id: 'oauth.authorize.post-form',
  title: 'A POST with a form body leads to a code as a GET does',
  level: 'MAY',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'Long requests do not fit into a URL, and a URL stands in logs.',
  fix: 'Serve POST with application/x-www-form-urlencoded at the authorization endpoint.',
  detects: ['authorize.post-form-refused'],
  async run(t) {
    const { smart } = await endpointsOf(t);
    // Who says that it can, has to (SMART App Launch 2.0.0, capability authorize-post).
    if (Array.isArray(smart?.capabilities) && smart.capabilities.includes('authorize-post'))
      t.level = 'SHALL';
    t.judge(codeGiven(await play(t, { state: t.session.random(12), send: 'post-form' })));
  },
};

/** 302 and 303 make the browser follow with GET; 307 and 308 make it send the form again, password and all. */
export function judgeRedirectStatus(end: AuthorizationEnd): Expectation[] {
  return end.pages.all
    .filter(
      ({ request, response }) => request.method === 'POST' && response.status >= 300 && response.status < 400,
    )
    .map((exchange) => ({
      ok: ![307, 308].includes(exchange.response.status),
      part: 'security',
      what: `redirect after the form at ${new URL(exchange.request.url).pathname}`,
      expected: '303 or 302',
      received: String(exchange.response.status),
      cost: 'The browser sends the member’s password on to the app.',
      evidence: [exchange],
    }));
}

export const redirectStatus: Check = {
  ...member,
  id: 'oauth.authorize.redirect-status',
  title: 'After login and consent the browser is redirected by 303 or 302',
  level: 'SHALL',
  security: true,
  requirements: ['AC-7'],
  clauses: [rfc(9700, '4.12')],
  why: 'A 307 makes the browser repeat the POST: the login form with its password goes to the app.',
  fix: 'Redirect with 303.',
  detects: ['authorize.redirect-307'],
  async run(t) {
    t.judge(...judgeRedirectStatus(await play(t, { state: t.session.random(12) }, { newBrowser: true })));
  },
};

export const unknownParametersIgnored: Check = {
  ...member,
  id: 'oauth.authorize.unknown-parameter-ignored',
  title: 'Parameters that the server does not know are ignored, and so are aud and nonce',
  level: 'SHALL',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'SMART clients always send aud, OpenID clients nonce; extensions add others.',
  fix: 'Ignore parameters that are not known.',
  detects: ['authorize.unknown-parameter-refused'],
  companionOf: ['authorize.get-refused'],
  async run(t) {
    const change = { foo: 'bar', aud: t.target.patientAccess, nonce: t.session.random(12) };
    t.judge(codeGiven(await play(t, { state: t.session.random(12), change })));
  },
};

export const wrongAudience: Check = {
  ...member,
  id: 'oauth.authorize.wrong-audience',
  title: 'A request for another FHIR server gets no code',
  level: 'SHALL',
  security: true,
  under: 'smart',
  requirements: [],
  clauses: [smartLaunch('obtain-authorization-code')],
  why: 'A counterfeit FHIR server could send members to the true login, and be handed tokens for the true data.',
  fix: 'Compare aud with the FHIR base URL; on a mismatch redirect with error=invalid_request.',
  detects: ['authorize.audience-not-compared'],
  async run(t) {
    const state = t.session.random(12);
    const end = await play(t, { state, change: { aud: 'https://attacker.example/fhir' } });
    t.judge(...codeRefused(end, ['invalid_request', 'invalid_target', 'access_denied'], state));
  },
};

/** A request that holds a parameter twice is refused; when that is client or redirect URI, on a page. */
export const repeatedParameter: Check = {
  ...member,
  id: 'oauth.authorize.repeated-parameter-refused',
  title: 'A repeated parameter gets no code',
  level: 'SHALL',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1')],
  why: 'Where a proxy reads the first value and the server the last, checks can be walked around.',
  fix: 'Refuse any request that holds a parameter twice with invalid_request.',
  detects: ['authorize.first-parameter-wins'],
  companionOf: ['authorize.unknown-client-redirected'],
  async run(t) {
    for (const name of ['state', 'client_id']) {
      const end = await play(t, { state: t.session.random(12), repeat: name });
      const { origin } = new URL(t.session.memberClient().redirectUri);
      const error = sentBack(end).get('error');
      t.expect({
        ok: codeOf(end) === undefined && (end.kind === 'page' || (name === 'state' && error !== null)),
        what: `a request with ${name} twice`,
        expected: name === 'state' ? 'error=invalid_request, or an error page' : 'an error page',
        received: codeOf(end) ? `a code at ${origin}` : whyNot(end),
        evidence: [end.exchange],
      });
    }
    // Where proper requests are not served either, a refusal says nothing.
    await t.session.memberToken();
  },
};
