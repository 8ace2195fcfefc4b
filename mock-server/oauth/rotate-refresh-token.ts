import type { Step } from '../step.ts';
import { InvalidGrant, InvalidRequest, InvalidScope } from './errors.ts';
import { isScopeWithin, parseScope } from './scope.ts';
import { filled, type TokenContext } from './token-context.ts';

const unusable = 'the refresh token is unknown, used, expired, revoked or not for this client';

export const findRefreshToken: Step<TokenContext> = {
  name: 'find-refresh-token',
  async run(context) {
    const token = context.parameters.get('refresh_token');
    if (token === undefined) throw new InvalidRequest('refresh_token is missing');
    const found = await context.ports.store.findRefreshToken(token);
    if (!found) throw new InvalidGrant(unusable);
    context.refreshToken = found;
  },
};

/** Refresh tokens are bound to the client they were issued to (RFC 6749 §6, §10.4). */
export const checkRefreshClient: Step<TokenContext> = {
  name: 'check-refresh-client',
  run(context) {
    if (filled(context, 'refreshToken').clientId !== filled(context, 'client').clientId) {
      throw new InvalidGrant(unusable);
    }
  },
};

export const checkRefreshAge: Step<TokenContext> = {
  name: 'check-refresh-age',
  run(context) {
    if (context.ports.clock.now() >= filled(context, 'refreshToken').expiresAt)
      throw new InvalidGrant(unusable);
  },
};

/** A refresh may ask for less than was granted, never for more (RFC 6749 §6). */
export const checkRefreshScope: Step<TokenContext> = {
  name: 'check-refresh-scope',
  run(context) {
    const grant = filled(context, 'grant');
    const requested = context.parameters.get('scope');
    if (requested === undefined) return;
    const tokens = parseScope(requested, 'member');
    if (!isScopeWithin(tokens, grant.scope, 'member')) {
      throw new InvalidScope('the scope goes beyond what the member granted');
    }
    context.scope = tokens.join(' ');
  },
};

/** A token that comes a second time was stolen by one of the two: its family ends (RFC 9700 §4.14.2). */
export const rotateRefreshToken: Step<TokenContext> = {
  name: 'rotate-refresh-token',
  async run(context) {
    const { store, clock } = context.ports;
    if (await store.useRefreshToken(context.parameters.get('refresh_token') ?? '')) return;
    await store.revoke(filled(context, 'refreshToken').grantId, clock.now());
    throw new InvalidGrant(unusable);
  },
};
