import { type Check, portal, rfc } from '../../runner/check.ts';
import { appendixB, codeExchange } from '../../runner/oauth.ts';
import { codeOf, play } from '../authorize/play.ts';
import { codeRefused, tokenRefused, withoutSecurity } from '../judge.ts';

interface Row extends Pick<Check, 'title' | 'clauses' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly level?: Check['level'];
  /** `false`: what is refused is a mistake rather than an attack. */
  readonly security?: false;
  readonly changes: readonly Readonly<Record<string, string | undefined>>[];
  /** A code may be given when no verifier can redeem it. */
  readonly late?: true;
}

/** An authorization request without sound PKCE is refused before the member is asked. */
function refusedRequest({ id, changes, level = 'SHALL', security, late, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.pkce.${id}`,
    level,
    ...(security !== false && { security: true }),
    requirements: ['AC-3'],
    why: 'Where PKCE can be left out or weakened, an attacker who injects or intercepts a code simply does so.',
    fix: 'Require code_challenge and code_challenge_method=S256 in every authorization request; else redirect with error "invalid_request".',
    needs: ['member client'],
    async run(t) {
      for (const change of changes) {
        const client = t.session.memberClient();
        const pkce = t.session.pkce();
        const state = t.session.random(12);
        const end = await play(t, { pkce, state, change });
        const code = codeOf(end);
        if (late && code !== undefined) {
          const { redirectUri } = client;
          const exchange = await t.send(codeExchange(t.target, { client, code, pkce, redirectUri }));
          t.judge(
            ...withoutSecurity(
              tokenRefused(exchange, { status: [400], error: ['invalid_grant', 'invalid_request'] }),
            ),
          );
          continue;
        }
        const findings = codeRefused(end, ['invalid_request'], state);
        t.judge(...(security === false ? withoutSecurity(findings) : findings));
      }
    },
  };
}

export const challengeRefusals: readonly Check[] = [
  refusedRequest({
    id: 'challenge-missing',
    title: 'An authorization request without code_challenge is refused',
    clauses: [rfc(7636, '4.4.1'), rfc(9700, '2.1.1'), portal('authorization code, step 1')],
    detects: ['pkce.challenge-optional'],
    changes: [{ code_challenge: undefined, code_challenge_method: undefined }],
  }),
  refusedRequest({
    id: 'plain-refused',
    title: 'code_challenge_method=plain is refused',
    clauses: [rfc(7636, '4.4.1'), rfc(9700, '2.1.1'), portal('authorization code, step 1')],
    detects: ['pkce.plain-accepted'],
    changes: [{ code_challenge_method: 'plain' }],
  }),
  refusedRequest({
    id: 'method-missing',
    title: 'An authorization request without code_challenge_method is refused',
    clauses: [rfc(7636, '4.3'), portal('authorization code, step 1')],
    detects: ['pkce.method-defaults'],
    changes: [{ code_challenge_method: undefined }],
  }),
  refusedRequest({
    id: 'method-unknown',
    security: false,
    title: 'A challenge method other than S256 is refused, in whatever case',
    clauses: [rfc(7636, '4.4.1'), rfc(7636, '4.3')],
    detects: ['pkce.method-not-checked'],
    changes: [{ code_challenge_method: 'S512' }, { code_challenge_method: 's256' }],
  }),
  refusedRequest({
    id: 'challenge-malformed',
    level: 'SHOULD',
    security: false,
    late: true,
    title: 'A challenge that no verifier hashes to is refused, at the latest with the code',
    clauses: [rfc(7636, '4.2'), rfc(7636, 'A')],
    detects: ['pkce.challenge-malformed-matches'],
    companionOf: ['pkce.challenge-optional'],
    changes: [
      { code_challenge: 'A'.repeat(42) },
      { code_challenge: 'A'.repeat(129) },
      { code_challenge: `${'A'.repeat(40)}+/=` },
      { code_challenge: '' },
    ],
  }),
];

/** Its own check: the challenge is right but for its padding. */
export const paddedChallenge: Check = {
  id: 'oauth.pkce.padded-challenge-refused',
  title: 'A challenge in padded base64 is refused',
  level: 'SHOULD',
  requirements: ['AC-1'],
  clauses: [rfc(7636, '3'), rfc(7636, 'A')],
  why: 'The documentation says base64 in one place and base64url in another; where both work, clients learn the wrong one.',
  fix: 'Compare with base64url without padding, character for character.',
  detects: ['pkce.padding-ignored'],
  companionOf: ['pkce.challenge-malformed-matches'],
  needs: ['member client'],
  async run(t) {
    const client = t.session.memberClient();
    const state = t.session.random(12);
    const standard = `${appendixB.challenge.replaceAll('-', '+').replaceAll('_', '/')}=`;
    for (const challenge of [`${appendixB.challenge}=`, standard]) {
      const end = await play(t, { pkce: appendixB, state, change: { code_challenge: challenge } });
      const code = codeOf(end);
      if (code === undefined) {
        t.judge(...withoutSecurity(codeRefused(end, ['invalid_request'], state)));
        continue;
      }
      const { redirectUri } = client;
      const exchange = await t.send(codeExchange(t.target, { client, code, pkce: appendixB, redirectUri }));
      const findings = tokenRefused(exchange, { status: [400], error: ['invalid_grant', 'invalid_request'] });
      t.judge(...withoutSecurity(findings));
    }
  },
};
