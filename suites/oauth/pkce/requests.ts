import { type Check, portal, rfc } from '../../runner/check.ts';
import { codeRefused } from '../judge.ts';

interface Row extends Pick<Check, 'title' | 'clauses' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly change: Readonly<Record<string, string | undefined>>;
}

/** An authorization request without sound PKCE is refused before the member is asked. */
function refusedRequest({ id, change, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.pkce.${id}`,
    level: 'SHALL',
    security: true,
    requirements: ['AC-3'],
    why: 'Where PKCE can be left out or weakened, an attacker who injects or intercepts a code simply does so.',
    fix: 'Require code_challenge and code_challenge_method=S256 in every authorization request; else redirect with error "invalid_request".',
    needs: ['member client'],
    async run(t) {
      const state = t.session.random(12);
      const end = await t.session.authorize({ pkce: t.session.pkce(), state, change }, (request) =>
        t.send(request),
      );
      t.judge(...codeRefused(end, ['invalid_request'], state));
    },
  };
}

export const challengeRefusals: readonly Check[] = [
  refusedRequest({
    id: 'challenge-missing',
    title: 'An authorization request without code_challenge is refused',
    clauses: [rfc(7636, '4.4.1'), rfc(9700, '2.1.1'), portal('authorization code, step 1')],
    detects: ['pkce.challenge-optional'],
    change: { code_challenge: undefined, code_challenge_method: undefined },
  }),
  refusedRequest({
    id: 'plain-refused',
    title: 'code_challenge_method=plain is refused',
    clauses: [rfc(7636, '4.4.1'), rfc(9700, '2.1.1'), portal('authorization code, step 1')],
    detects: ['pkce.plain-accepted'],
    change: { code_challenge_method: 'plain' },
  }),
  refusedRequest({
    id: 'method-missing',
    title: 'An authorization request without code_challenge_method is refused',
    clauses: [rfc(7636, '4.3'), portal('authorization code, step 1')],
    detects: ['pkce.method-defaults'],
    change: { code_challenge_method: undefined },
  }),
];
