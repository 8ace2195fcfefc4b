import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import { NotExercised } from '../../runner/context.ts';
import type { AuthorizationEnd } from '../../runner/login/form-driver.ts';
import { whyNot } from '../../runner/session.ts';
import { codeRefused } from '../judge.ts';
import { codeGiven, play } from './play.ts';

/** A code was given without a consent page: a denial had no place. */
function notAsked(end: AuthorizationEnd): boolean {
  return codeGiven(end).ok && end.pages.consent === undefined;
}

export const authorizeByGet: Check = {
  id: 'oauth.authorize.get',
  title: 'A GET authorization request leads through login and consent to a code',
  level: 'SHALL',
  requirements: ['AC-2', 'AC-5', 'AC-6', 'AC-7'],
  clauses: [rfc(6749, '3.1'), rfc(6749, '4.1.2'), portal('authorization code, steps 1–4')],
  why: 'A browser that is redirected sends GET; there is no other way for an app to send a member.',
  fix: 'Serve GET at the authorization endpoint.',
  detects: ['authorize.get-refused'],
  needs: ['member client'],
  async run(t) {
    t.judge(codeGiven(await play(t, { state: t.session.random(12) })));
  },
};

export const authorizeByPostQuery: Check = {
  id: 'oauth.authorize.post-query',
  title: 'POST with the parameters in the query string is not served',
  level: 'MAY',
  requirements: ['AC-2'],
  clauses: [rfc(6749, '3.1'), portal('authorization code, step 1')],
  why: 'The documented form can’t be produced by a redirect; whoever builds on it cannot reach members.',
  fix: 'Document GET, and POST with a form body.',
  detects: ['authorize.post-query-read'],
  needs: ['member client'],
  async run(t) {
    const end = await play(t, { state: t.session.random(12), send: 'post-query' });
    const served = codeGiven(end).ok;
    t.expect({
      ok: !served,
      what: 'the documented request: POST, parameters in the query string',
      expected: 'a refusal',
      received: served ? 'a redirect with a code' : whyNot(end),
      deviation: 'DEV-09',
      cost: deviation('DEV-09').cost,
      evidence: [end.exchange],
    });
    if (served) return;
    await t.session.memberToken();
    t.note('The request printed in the portal documentation is refused: an error of the documentation.');
  },
};

export const stateBytes: Check = {
  id: 'oauth.authorize.state-bytes',
  title: 'state comes back byte for byte',
  level: 'SHALL',
  requirements: ['AC-2', 'AC-7'],
  clauses: [rfc(6749, '4.1.2'), portal('authorization code, step 4')],
  why: 'Apps compare state to detect forged answers; an altered one makes every login fail, or the check be dropped.',
  fix: 'Keep state as received and percent-encode it again in the redirect.',
  detects: ['authorize.state-altered'],
  companionOf: ['authorize.get-refused'],
  needs: ['member client'],
  async run(t) {
    const state = `a b+c&d=e%20ü"<>/${t.session.random(384)}`.slice(0, 512);
    const end = await play(t, { state });
    const received = end.kind === 'redirect' ? end.location.searchParams.get('state') : null;
    t.judge(codeGiven(end), {
      ok: received === state,
      what: 'state',
      where: 'parameter "state" of the redirect',
      expected: JSON.stringify(state),
      received: received === null ? 'none' : JSON.stringify(received),
      evidence: [end.exchange],
    });
  },
};

export const stateAbsent: Check = {
  id: 'oauth.authorize.state-absent',
  title: 'Without a state in the request there is none in the answer',
  level: 'SHALL',
  requirements: ['AC-7'],
  clauses: [rfc(6749, '4.1.2')],
  why: 'An app that sent none would take an invented state for somebody else’s answer.',
  fix: 'Send state only when the request had one.',
  detects: ['authorize.state-invented'],
  companionOf: ['authorize.get-refused'],
  needs: ['member client'],
  async run(t) {
    const end = await play(t, {});
    const has = end.kind === 'redirect' && end.location.searchParams.has('state');
    t.judge(codeGiven(end), {
      ok: !has,
      what: 'state',
      where: 'parameter "state" of the redirect',
      expected: 'absent',
      received: has ? 'present' : 'absent',
      evidence: [end.exchange],
    });
  },
};

export const consentDenied: Check = {
  id: 'oauth.authorize.denied',
  title: 'A member who denies consent is sent back with access_denied',
  level: 'SHALL',
  security: true,
  requirements: ['AC-7', 'AC-12'],
  clauses: [rfc(6749, '4.1.2.1')],
  why: 'No means no: nothing may be given, and the app must learn why.',
  fix: 'Redirect with error=access_denied and the state.',
  detects: ['consent.denial-ignored'],
  companionOf: ['authorize.get-refused'],
  needs: ['member client'],
  async run(t) {
    const state = t.session.random(12);
    const deny = (newBrowser: boolean) =>
      t.session.authorize({ pkce: t.session.pkce(), state }, (sent) => t.send(sent), {
        choice: 'deny',
        newBrowser,
      });
    let end = await deny(false);
    // Servers that remember consent in the browser session, as they may, ask again in a new one.
    if (notAsked(end)) end = await deny(true);
    if (notAsked(end))
      throw new NotExercised(
        'no consent page was shown: the server may remember what the member allowed before',
      );
    t.judge(...codeRefused(end, ['access_denied'], state));
  },
};

export const responseTypeToken: Check = {
  id: 'oauth.authorize.implicit-refused',
  title: 'response_type=token is refused',
  level: 'SHALL',
  security: true,
  requirements: ['AC-3'],
  clauses: [rfc(9700, '2.1.2'), rfc(6749, '4.1.2.1'), portal('authorization code, step 1')],
  why: 'The implicit grant puts tokens into URLs, where they leak.',
  fix: 'Redirect with error "unsupported_response_type".',
  detects: ['authorize.response-type-not-checked'],
  needs: ['member client'],
  async run(t) {
    const state = t.session.random(12);
    const end = await play(t, { state, change: { response_type: 'token' } });
    t.judge(
      ...codeRefused(end, ['unsupported_response_type', 'unauthorized_client', 'invalid_request'], state),
    );
  },
};
