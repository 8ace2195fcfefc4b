import { jsonReply, type Reply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { Issued } from './dialects.ts';
import { InvalidScope } from './errors.ts';
import { directoryTypes } from './resource-types.ts';
import { defaultScope, grantedScope, typesInScope } from './scope.ts';
import { type AccessToken, sealToken } from './sealed-token.ts';
import { createSecret } from './secrets.ts';
import { filled, type TokenContext } from './token-context.ts';

/** Each rotation starts it anew. The portal documentation names no life of refresh tokens (DEV-18). */
const REFRESH_LIFE_MS = 90 * 24 * 3600 * 1000;

/** The scope of client credentials: all directory types of the app's products, or those asked for. */
export const checkClientScope: Step<TokenContext> = {
  name: 'check-client-scope',
  run(context) {
    const offered = filled(context, 'client').products.intersection(directoryTypes);
    const requested = context.parameters.get('scope') ?? defaultScope.client;
    const granted = typesInScope(requested, offered, 'client');
    if (granted.size === 0) throw new InvalidScope('the scope reaches none of the products of the client');
    context.scope = grantedScope(requested, offered, granted, 'client');
  },
};

/** Client credentials get no refresh token (RFC 6749 §4.4.3). */
export const issueDirectoryToken: Step<TokenContext> = {
  name: 'issue-directory-token',
  run(context) {
    const client = filled(context, 'client');
    const scope = filled(context, 'scope');
    const issuedAt = context.ports.clock.now();
    context.reply = tokenReply(context, {
      accessToken: accessToken(context, { kind: 'directory', client: client.clientId, scope }, issuedAt),
      refreshToken: undefined,
      patientId: undefined,
      clientId: client.clientId,
      appName: client.name,
      scope,
      scopeRequested: context.parameters.has('scope'),
      issuedAt,
    });
  },
};

/** An access token, and a refresh token for apps registered for it (AC-13). */
export const issueMemberTokens: Step<TokenContext> = {
  name: 'issue-member-tokens',
  async run(context) {
    const client = filled(context, 'client');
    const grant = filled(context, 'grant');
    const scope = context.scope ?? grant.scope;
    const issuedAt = context.ports.clock.now();
    const refreshToken = client.grants.has('refresh_token') ? createSecret() : undefined;
    if (refreshToken !== undefined) {
      await context.ports.store.saveRefreshToken(refreshToken, {
        clientId: client.clientId,
        grantId: grant.id,
        expiresAt: issuedAt + REFRESH_LIFE_MS,
      });
    }
    const about = { client: client.clientId, sub: grant.patientId, grant: grant.id, scope };
    context.reply = tokenReply(context, {
      accessToken: accessToken(context, { kind: 'member', ...about }, issuedAt),
      refreshToken,
      patientId: grant.patientId,
      clientId: client.clientId,
      appName: client.name,
      scope,
      scopeRequested: grant.scopeRequested || context.scope !== undefined,
      issuedAt,
    });
  },
};

function accessToken(
  { endpoint, rules }: TokenContext,
  about: Omit<AccessToken, 'exp' | 'jti'>,
  issuedAt: number,
): string {
  const exp = issuedAt + rules.tokenLifeSeconds * 1000;
  return sealToken({ ...about, exp, jti: createSecret() }, endpoint.core.key);
}

/** Tokens must not be kept by anything on the way (RFC 6749 §5.1). */
function tokenReply({ rules }: TokenContext, issued: Issued): Reply {
  return jsonReply(200, rules.tokenBody(issued), { 'cache-control': 'no-store', pragma: 'no-cache' });
}
