import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import type { RawExchange } from '../../runner/http.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { type TokenError, tokenRefused } from '../judge.ts';

interface Row
  extends Pick<
    Check,
    'title' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf' | 'needs'
  > {
  readonly id: string;
  readonly expects?: TokenError;
  /** Makes the request that must be refused, last. */
  readonly redeem: (t: CheckContext) => Promise<RawExchange>;
}

const invalidGrant: TokenError = { status: [400], error: ['invalid_grant'] };

function refusedCode({ id, redeem, expects = invalidGrant, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.code.${id}`,
    level: 'SHALL',
    security: true,
    async run(t) {
      const exchange = await redeem(t);
      t.judge(...tokenRefused(exchange, expects));
    },
  };
}

export const codeRefusals: readonly Check[] = [
  refusedCode({
    id: 'replay-refused',
    title: 'A code that was redeemed is refused the second time',
    requirements: ['AC-9'],
    clauses: [rfc(6749, '4.1.2'), rfc(9700, '4.2')],
    why: 'A code found later in a log or browser history must be worthless.',
    fix: 'Mark the code as used in the same atomic step that reads it; on a second use refuse with "invalid_grant" and revoke what it gave.',
    detects: ['code.replay-accepted'],
    needs: ['member client'],
    async redeem(t) {
      const grant = await t.session.grant((request) => t.send(request));
      await t.send(codeExchange(t.target, grant));
      return t.send(codeExchange(t.target, grant));
    },
  }),
  refusedCode({
    id: 'random-code-refused',
    title: 'A code that was never issued is refused',
    requirements: ['AC-9'],
    clauses: [rfc(6749, '5.2')],
    why: 'It is the least an authorization server has to know: its own codes.',
    fix: 'Refuse with 400 "invalid_grant".',
    detects: ['code.any-code-accepted'],
    needs: ['member client'],
    redeem: (t) =>
      t.send(
        codeExchange(t.target, {
          client: t.session.memberClient(),
          code: t.session.random(),
          pkce: t.session.pkce(),
          redirectUri: t.session.memberClient().redirectUri,
        }),
      ),
  }),
  refusedCode({
    id: 'other-client-refused',
    title: 'A code is refused to any client but its own',
    requirements: ['AC-9'],
    clauses: [rfc(6749, '4.1.3'), rfc(6749, '10.5')],
    why: 'A second, perhaps malicious app could redeem the consent that a member gave to the first.',
    fix: 'Store the client with the code and compare it with the authenticated client.',
    detects: ['code.client-not-compared'],
    needs: ['member client', 'second client'],
    async redeem(t) {
      const grant = await t.session.grant((request) => t.send(request));
      return t.send(codeExchange(t.target, grant, {}, t.target.clients.second));
    },
  }),
  refusedCode({
    id: 'redirect-mismatch-refused',
    title: 'A code is refused with another redirect_uri',
    requirements: ['AC-4', 'AC-8'],
    clauses: [rfc(6749, '4.1.3')],
    why: 'The comparison stops codes that were diverted to another address of the app.',
    fix: 'When redirect_uri is sent, compare it with the one of the authorization request.',
    detects: ['code.redirect-uri-not-compared'],
    needs: ['member client'],
    async redeem(t) {
      const grant = await t.session.grant((request) => t.send(request));
      const other = grant.client.otherRedirectUri ?? `${grant.redirectUri}/other`;
      return t.send(codeExchange(t.target, grant, { redirect_uri: other }));
    },
  }),
  refusedCode({
    id: 'secret-required',
    title: 'A code is refused to its client without the client secret',
    requirements: ['AC-8', 'AC-9'],
    clauses: [rfc(6749, '3.2.1'), portal('authorization code, step 5')],
    why: 'The client id is public; without the secret any program could pose as the app.',
    fix: 'Authenticate confidential clients before looking at the code.',
    detects: ['token.member-authentication-optional'],
    companionOf: ['token.authentication-optional'],
    needs: ['member client'],
    expects: { status: [401, 400], error: ['invalid_client', 'invalid_request'] },
    async redeem(t) {
      const grant = await t.session.grant((request) => t.send(request));
      const { authorization: _, ...headers } =
        codeExchange(t.target, grant, { client_id: grant.client.id }).headers ?? {};
      return t.send({ ...codeExchange(t.target, grant, { client_id: grant.client.id }), headers });
    },
  }),
];
