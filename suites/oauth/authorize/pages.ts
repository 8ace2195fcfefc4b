import { type Check, portal, rfc } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import { headerOf, jsonObjectOf } from '../../runner/http.ts';
import { boxesOf } from '../../runner/login/form-driver.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { whyNot } from '../../runner/session.ts';

export const framingForbidden: Check = {
  id: 'oauth.authorize.framing-forbidden',
  title: 'Login and consent pages can’t be framed',
  level: 'SHALL',
  security: true,
  requirements: ['AC-5', 'AC-6'],
  clauses: [rfc(9700, '4.16'), rfc(6749, '10.13')],
  why: 'A page laid invisibly over another makes members click Allow without seeing it.',
  fix: "Send Content-Security-Policy: frame-ancestors 'none' with both pages.",
  detects: ['pages.frameable'],
  needs: ['member client'],
  async run(t) {
    const end = await t.session.authorize(
      { pkce: t.session.pkce(), state: t.session.random(12) },
      (request) => t.send(request),
      { choice: 'deny', newBrowser: true },
    );
    for (const [name, page] of [
      ['login page', end.pages.login],
      ['consent page', end.pages.consent],
    ] as const) {
      if (!page) continue;
      const policy = headerOf(page, 'content-security-policy') ?? '';
      const options = headerOf(page, 'x-frame-options') ?? '';
      t.expect({
        ok: /frame-ancestors\s+('none'|'self')/.test(policy) || /^(deny|sameorigin)$/i.test(options),
        part: 'security',
        what: name,
        where: 'headers Content-Security-Policy and X-Frame-Options',
        expected: "frame-ancestors 'none' (or X-Frame-Options: DENY)",
        received: policy || options || 'neither header',
        evidence: [page],
      });
    }
  },
};

export const wrongPassword: Check = {
  id: 'oauth.authorize.wrong-password',
  title: 'A wrong member password gives nothing',
  level: 'SHALL',
  security: true,
  requirements: ['AC-5'],
  clauses: [portal('authorization code, step 2'), rfc(6749, '10.10')],
  why: 'The plan’s credentials are all that stands between a stranger and a member’s record.',
  fix: 'Stay on the login page with a message that does not tell which half was wrong.',
  detects: ['login.password-not-compared'],
  needs: ['member client'],
  async run(t) {
    const end = await t.session.authorize(
      { pkce: t.session.pkce(), state: t.session.random(12) },
      (request) => t.send(request),
      { newBrowser: true, password: `${t.session.member().password}x` },
    );
    if (!end.pages.login) throw new NotExercised('no login page was shown');
    t.expect({
      ok: end.kind === 'page' && end.pages.consent === undefined,
      part: 'security',
      what: 'the answer to a wrong password',
      expected: 'the login page again',
      received: end.pages.consent ? 'the consent page' : whyNot(end),
      evidence: [end.exchange],
    });
  },
};

export const consentNarrows: Check = {
  id: 'oauth.authorize.consent-narrows',
  title: 'A member can grant less than was asked, and only that is given',
  level: 'SHALL',
  security: true,
  requirements: ['AC-6', 'AC-12'],
  clauses: [rfc(6749, '3.3'), portal('authorization code, step 3')],
  why: 'Granular consent is the member’s right; a tick that has no effect is a breach.',
  fix: 'Store the ticked resource types with the grant and enforce them at every FHIR endpoint; report them in scope.',
  detects: ['consent.ticks-ignored'],
  needs: ['member client', 'patient access'],
  async run(t) {
    const client = t.session.memberClient();
    const pkce = t.session.pkce();
    const end = await t.session.authorize(
      { pkce, state: t.session.random(12) },
      (request) => t.send(request),
      {
        choice: { only: /Coverage/i },
        newBrowser: true,
      },
    );
    if (!end.pages.consent) throw new NotExercised('no consent page was shown');
    if (boxesOf(end.pages.consent, t.target.login.tick).length < 2)
      throw new NotExercised('the consent page offers no choice of data');
    const code = end.kind === 'redirect' ? end.location.searchParams.get('code') : null;
    if (!code) throw new NotExercised(`consent to Coverage alone gave no code: ${whyNot(end)}`);
    const exchange = await t.send(
      codeExchange(t.target, { client, code, pkce, redirectUri: client.redirectUri }),
    );
    const token = jsonObjectOf(exchange)?.access_token;
    if (typeof token !== 'string') throw new NotExercised('consent to Coverage alone gave no token');
    const headers = { authorization: `Bearer ${token}`, accept: 'application/fhir+json' };
    const granted = await t.send({ method: 'GET', url: `${t.target.patientAccess}/Coverage`, headers });
    const refused = await t.send({ method: 'GET', url: `${t.target.patientAccess}/Observation`, headers });
    t.judge(
      {
        ok: granted.response.status === 200,
        what: 'Coverage, which was ticked',
        expected: '200',
        received: String(granted.response.status),
        evidence: [granted],
      },
      {
        ok:
          refused.response.status === 403 ||
          (jsonObjectOf(refused)?.entry === undefined && refused.response.status < 500),
        part: 'security',
        what: 'Observation, which was not ticked',
        expected: '403 insufficient_scope',
        received: `${refused.response.status}${jsonObjectOf(refused)?.entry ? ' with entries' : ''}`,
        cost: 'The app reads data that the member did not share.',
        evidence: [refused],
      },
    );
  },
};
