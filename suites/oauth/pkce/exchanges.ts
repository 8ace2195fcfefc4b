import { type Check, portal, rfc } from '../../runner/check.ts';
import { codeExchange, type Grant } from '../../runner/oauth.ts';
import type { Session } from '../../runner/session.ts';
import { tokenRefused } from '../judge.ts';

interface Row extends Pick<Check, 'title' | 'clauses' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly verifier: (grant: Grant, session: Session) => string | undefined;
  readonly error: readonly string[];
}

/** A code that is redeemed with anything but its own verifier stays worthless. */
function refusedVerifier({ id, verifier, error, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.pkce.${id}`,
    level: 'SHALL',
    security: true,
    requirements: ['AC-8', 'AC-9'],
    why: 'Whoever intercepts an authorization code – from a log, a shared device, another app on the phone – could exchange it for the member’s data. Only the verifier, which never travelled with the code, stops them.',
    fix: 'Compute BASE64URL(SHA256(code_verifier)), compare it with the challenge stored with the code, and refuse with 400 "invalid_grant" when it is missing or differs.',
    needs: ['member client'],
    async run(t) {
      const grant = await t.session.grant((request) => t.send(request));
      const exchange = await t.send(
        codeExchange(t.target, grant, { code_verifier: verifier(grant, t.session) }),
      );
      t.judge(
        ...tokenRefused(
          exchange,
          { status: [400], error },
          'An attacker who gets hold of an authorization code reads the member’s health data.',
        ),
      );
    },
  };
}

export const verifierRefusals: readonly Check[] = [
  refusedVerifier({
    id: 'wrong-verifier',
    title: 'A wrong code verifier is refused',
    clauses: [rfc(7636, '4.6'), portal('authorization code, step 5')],
    detects: ['pkce.verifier-not-compared'],
    verifier: (_, session) => session.random(32),
    error: ['invalid_grant'],
  }),
  refusedVerifier({
    id: 'missing-verifier',
    title: 'A missing code verifier is refused',
    clauses: [rfc(9700, '2.1.1'), rfc(7636, '4.5')],
    detects: ['pkce.verifier-optional'],
    companionOf: ['pkce.verifier-not-compared'],
    verifier: () => undefined,
    error: ['invalid_grant', 'invalid_request'],
  }),
  refusedVerifier({
    id: 'blank-verifier',
    title: 'A blank code verifier is refused',
    clauses: [rfc(7636, '4.1'), rfc(6749, '3.2')],
    detects: ['pkce.blank-verifier-accepted'],
    companionOf: ['pkce.verifier-not-compared', 'pkce.verifier-optional'],
    verifier: () => '',
    error: ['invalid_grant', 'invalid_request'],
  }),
  refusedVerifier({
    id: 'challenge-as-verifier',
    title: 'The challenge itself is refused as verifier',
    clauses: [rfc(7636, '4.6'), rfc(7636, '7.2')],
    detects: ['pkce.compared-as-plain'],
    companionOf: ['pkce.verifier-not-compared'],
    verifier: (grant) => grant.pkce.challenge,
    error: ['invalid_grant'],
  }),
];
