import type { Endpoint } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import { runSteps, type Step } from '../step.ts';
import { authenticateClient } from './authenticate-client.ts';
import { createGrantSwitch } from './check-grant-type.ts';
import { checkPkce } from './check-pkce.ts';
import { OAuthError } from './errors.ts';
import { findGrant } from './find-grant.ts';
import { checkClientScope, issueDirectoryToken, issueMemberTokens } from './issue-tokens.ts';
import { readTokenParameters, refuseSecretInQuery, requirePost } from './read-token-parameters.ts';
import { checkCodeAge, checkCodeClient, checkTokenRedirectUri, findCode, redeemCode } from './redeem-code.ts';
import {
  checkRefreshAge,
  checkRefreshClient,
  checkRefreshScope,
  findRefreshToken,
  rotateRefreshToken,
} from './rotate-refresh-token.ts';
import { createTokenContext, type TokenContext } from './token-context.ts';

const clientCredentialsSteps = [checkClientScope, issueDirectoryToken];

const authorizationCodeSteps = [
  findCode,
  checkCodeClient,
  redeemCode,
  checkCodeAge,
  checkTokenRedirectUri,
  checkPkce,
  findGrant,
  issueMemberTokens,
];

// The scope is checked before the rotation, so that a refused request does not cost the client its token.
const refreshTokenSteps = [
  findRefreshToken,
  checkRefreshClient,
  checkRefreshAge,
  findGrant,
  checkRefreshScope,
  rotateRefreshToken,
  issueMemberTokens,
];

export const tokenSteps: readonly Step<TokenContext>[] = [
  requirePost,
  readTokenParameters,
  refuseSecretInQuery,
  authenticateClient,
  createGrantSwitch({
    client_credentials: clientCredentialsSteps,
    authorization_code: authorizationCodeSteps,
    refresh_token: refreshTokenSteps,
  }),
];

/** The token endpoint (RFC 6749 §3.2). */
export async function handleToken(request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const context = createTokenContext(request, endpoint);
  try {
    return await runSteps(tokenSteps, context);
  } catch (error) {
    if (error instanceof OAuthError) return tokenErrorReply(error, context);
    throw error;
  }
}

/** RFC 6749 §5.2; every 401 carries a challenge (RFC 9110 §15.5.2). */
function tokenErrorReply(error: OAuthError, { rules, parameters }: TokenContext): Reply {
  const { status, body } = rules.tokenError(error, parameters.get('grant_type'));
  return jsonReply(status, body, {
    'cache-control': 'no-store',
    pragma: 'no-cache',
    ...(status === 401 && { 'www-authenticate': 'Basic realm="token endpoint", charset="UTF-8"' }),
  });
}
