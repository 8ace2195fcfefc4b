import type { Step } from '../step.ts';
import { authenticateClient, refuseTooManyFailures } from './authenticate-client.ts';
import { answerPreflight } from './cors.ts';
import { InvalidGrant } from './errors.ts';
import { findNamedToken } from './find-named-token.ts';
import { createJsonEndpoint, notStored } from './json-endpoint.ts';
import { readTokenParameters, refuseSecretInQuery, requirePost } from './read-token-parameters.ts';
import { createUndocumentedContext, filled, type TokenContext } from './token-context.ts';

/** Only the client that a token was issued to may end it (RFC 7009 §2.1). */
export const checkRevocationClient: Step<TokenContext> = {
  name: 'check-revocation-client',
  run(context) {
    const { named } = context;
    if (named && named.clientId !== filled(context, 'client').clientId) {
      throw new InvalidGrant('the token was not issued to this client');
    }
  },
};

/** A refresh token takes its whole family along; an access token ends alone (RFC 7009 §2.1). */
export const revokeNamedToken: Step<TokenContext> = {
  name: 'revoke-named-token',
  async run({ named, ports }) {
    if (!named) return;
    const id = named.kind === 'refresh' ? named.token.grantId : named.token.jti;
    await ports.store.revoke(id, ports.clock.now());
  },
};

/** Also for a token that was never there: it is not good now, which is all the client wants (RFC 7009 §2.2). */
export const confirmRevocation: Step<TokenContext> = {
  name: 'confirm-revocation',
  run(context) {
    context.reply = { status: 200, headers: notStored, body: undefined };
  },
};

export const revocationSteps: readonly Step<TokenContext>[] = [
  answerPreflight,
  requirePost,
  readTokenParameters,
  refuseSecretInQuery,
  refuseTooManyFailures,
  authenticateClient,
  findNamedToken,
  checkRevocationClient,
  revokeNamedToken,
  confirmRevocation,
];

/** Token revocation (RFC 7009). */
export const handleRevoke = createJsonEndpoint(revocationSteps, createUndocumentedContext);
