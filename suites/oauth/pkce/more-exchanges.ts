import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply } from '../../runner/context.ts';
import type { HttpRequest } from '../../runner/http.ts';
import { challengeOf, codeExchange } from '../../runner/oauth.ts';
import { codeOf, play } from '../authorize/play.ts';
import { codeRefused, tokenGiven, tokenRefused } from '../judge.ts';
import { endpointsOf } from '../metadata.ts';

const base = { level: 'SHALL', needs: ['member client'] } as const;
const send = (t: CheckContext) => (request: HttpRequest) => t.send(request);

/** A verifier of a length, with every character that is allowed. */
export function verifierOf(length: number, random: string): string {
  return `-._~${random}`.padEnd(length, random || 'A').slice(0, length);
}

/** A grant whose challenge belongs to the verifier, redeemed with it. */
async function redeemed(t: CheckContext, verifier: string) {
  const pkce = { verifier, challenge: challengeOf(verifier) };
  return t.send(codeExchange(t.target, await t.session.grant(send(t), { pkce })));
}

export const verifierBounds: Check = {
  ...base,
  id: 'oauth.pkce.verifier-bounds-accepted',
  title: 'Verifiers of 43 and of 128 characters are accepted',
  requirements: ['AC-1'],
  clauses: [rfc(7636, '4.1')],
  why: 'Libraries differ in the length they choose; each within the bounds is right.',
  fix: 'Accept 43 to 128 characters of A–Z a–z 0–9 - . _ ~.',
  detects: ['pkce.verifier-limited-to-64'],
  companionOf: ['code.exchange-broken', 'pkce.challenge-compared-as-base64', 'pkce.verifier-alphanumeric'],
  async run(t) {
    for (const length of [43, 128]) {
      const exchange = await redeemed(t, verifierOf(length, t.session.random(96)));
      t.judge(
        ...tokenGiven(exchange).map((one) => ({ ...one, what: `${one.what} for ${length} characters` })),
      );
    }
  },
};

export const verifierOutOfBounds: Check = {
  ...base,
  id: 'oauth.pkce.verifier-out-of-bounds-refused',
  title: 'Verifiers of 42 and of 129 characters are refused',
  level: 'SHOULD',
  requirements: ['AC-1'],
  clauses: [rfc(7636, '4.1')],
  why: 'A short verifier can be guessed; the bound is there so that none is.',
  fix: 'Refuse verifiers of fewer than 43 or more than 128 characters with 400 "invalid_grant".',
  detects: ['pkce.verifier-length-not-checked'],
  companionOf: ['pkce.verifier-not-compared', 'pkce.any-challenge-of-the-client'],
  async run(t) {
    for (const length of [42, 129]) {
      const exchange = await redeemed(t, verifierOf(length, t.session.random(99)));
      const { status } = exchange.response;
      t.expect({
        ok: status === 400,
        what: `a verifier of ${length} characters`,
        expected: '400 invalid_grant or invalid_request',
        received: `HTTP ${status}`,
        evidence: [exchange],
      });
    }
  },
};

export const verifierCharacters: Check = {
  ...base,
  id: 'oauth.pkce.verifier-characters',
  title: 'A verifier may hold - . _ and ~',
  requirements: ['AC-1'],
  clauses: [rfc(7636, '4.1')],
  why: 'A server that knows letters and digits only refuses verifiers that are right.',
  fix: 'Allow the unreserved characters of RFC 3986 in code_verifier.',
  detects: ['pkce.verifier-alphanumeric'],
  companionOf: ['code.exchange-broken', 'pkce.challenge-compared-as-base64'],
  async run(t) {
    t.judge(...tokenGiven(await redeemed(t, verifierOf(64, t.session.random(48)))));
  },
};

export const verifierOfOtherRequest: Check = {
  ...base,
  id: 'oauth.pkce.verifier-of-another-request',
  title: 'A code is refused with the verifier of another request',
  security: true,
  requirements: ['AC-3', 'AC-9'],
  clauses: [rfc(7636, '4.4'), rfc(9700, '4.5')],
  why: 'A code that is injected into another login must not be redeemed there.',
  fix: 'Store the challenge with the code, not with the client or the session.',
  detects: ['pkce.any-challenge-of-the-client'],
  companionOf: ['pkce.verifier-not-compared'],
  async run(t) {
    const first = await t.session.grant(send(t));
    const second = await t.session.grant(send(t));
    const exchange = await t.send(codeExchange(t.target, first, { code_verifier: second.pkce.verifier }));
    t.judge(...tokenRefused(exchange, { status: [400], error: ['invalid_grant'] }));
  },
};

export const downgrade: Check = {
  ...base,
  id: 'oauth.pkce.downgrade-refused',
  title: 'A code that was asked for without a challenge is not redeemed with a verifier',
  security: true,
  requirements: ['AC-3'],
  clauses: [rfc(9700, '2.1.1'), rfc(9700, '4.8.2')],
  why: 'An attacker strips the challenge from the request; the app, which still sends its verifier, notices nothing.',
  fix: 'Refuse a code_verifier for a code that has no challenge; better, require the challenge.',
  detects: ['pkce.challenge-optional'],
  async run(t) {
    const client = t.session.memberClient();
    const state = t.session.random(12);
    const pkce = t.session.pkce();
    const change = { code_challenge: undefined, code_challenge_method: undefined };
    const end = await play(t, { pkce, state, change });
    const code = codeOf(end);
    if (code === undefined) {
      t.judge(...codeRefused(end, ['invalid_request'], state));
      return;
    }
    const { redirectUri } = client;
    const exchange = await t.send(codeExchange(t.target, { client, code, pkce, redirectUri }));
    t.judge(...tokenRefused(exchange, { status: [400], error: ['invalid_grant', 'invalid_request'] }));
  },
};

export const methodsAdvertised: Check = {
  id: 'oauth.pkce.methods-advertised',
  title: 'Metadata list S256 and not plain',
  level: 'SHALL',
  requirements: [],
  clauses: [rfc(9700, '2.1.1'), rfc(8414, '2')],
  why: 'Clients use PKCE when they read of it; those that read of plain may choose it.',
  fix: 'Publish "code_challenge_methods_supported": ["S256"].',
  detects: ['metadata.plain-advertised'],
  needs: [],
  async run(t) {
    const { server, smart, serverExchange, smartExchange } = await endpointsOf(t);
    for (const [document, exchange] of [
      [server, serverExchange],
      [smart, smartExchange],
    ] as const) {
      if (!document || !exchange) continue;
      const methods = document.code_challenge_methods_supported;
      t.expect({
        ok: Array.isArray(methods) && methods.includes('S256') && !methods.includes('plain'),
        what: 'methods of PKCE',
        where: 'code_challenge_methods_supported',
        expected: 'S256, and not plain',
        received: methods === undefined ? 'absent' : JSON.stringify(methods),
        evidence: [exchange],
      });
    }
    if (t.findings.length === 0) throw new DoesNotApply('the target publishes no metadata');
  },
};
