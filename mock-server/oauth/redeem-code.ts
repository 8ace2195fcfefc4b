import type { Step } from '../step.ts';
import { InvalidGrant, InvalidRequest } from './errors.ts';
import { filled, type TokenContext } from './token-context.ts';

const unusable = 'the code is unknown, used, expired or not for this client';

export const findCode: Step<TokenContext> = {
  name: 'find-code',
  async run(context) {
    const code = context.parameters.get('code');
    if (code === undefined) throw new InvalidRequest('code is missing');
    const found = await context.ports.store.findCode(code);
    if (!found) throw new InvalidGrant(unusable);
    context.code = found;
  },
};

/** Checked before the code is used up: another client must not be able to end it (RFC 6749 §4.1.3). */
export const checkCodeClient: Step<TokenContext> = {
  name: 'check-code-client',
  run(context) {
    if (filled(context, 'code').clientId !== filled(context, 'client').clientId)
      throw new InvalidGrant(unusable);
  },
};

/** A second use ends the tokens of the first (RFC 6749 §4.1.2). Whatever fails later, the code stays used. */
export const redeemCode: Step<TokenContext> = {
  name: 'redeem-code',
  async run(context) {
    const { store, clock } = context.ports;
    if (await store.useCode(context.parameters.get('code') ?? '')) return;
    await store.revoke(filled(context, 'code').grantId, clock.now());
    throw new InvalidGrant(unusable);
  },
};

export const checkCodeAge: Step<TokenContext> = {
  name: 'check-code-age',
  run(context) {
    if (context.ports.clock.now() >= filled(context, 'code').expiresAt) throw new InvalidGrant(unusable);
  },
};

/** The same string as at the authorization endpoint; whether it may be left out is the dialect's (DEV-07). */
export const checkTokenRedirectUri: Step<TokenContext> = {
  name: 'check-token-redirect-uri',
  run(context) {
    const { redirectUri, redirectUriSent } = filled(context, 'code');
    const sent = context.parameters.get('redirect_uri');
    if (sent === undefined) {
      if (redirectUriSent && context.rules.redirectUriRequired) {
        throw new InvalidRequest('redirect_uri is missing');
      }
      return;
    }
    if (sent !== redirectUri) throw new InvalidGrant('redirect_uri is not that of the authorization request');
  },
};
