import type { Step } from '../step.ts';
import { authenticateClient, refuseTooManyFailures } from './authenticate-client.ts';
import { createGrantSwitch } from './check-grant-type.ts';
import { checkPkce } from './check-pkce.ts';
import { answerPreflight } from './cors.ts';
import { findGrant } from './find-grant.ts';
import { checkClientScope, issueDirectoryToken, issueMemberTokens } from './issue-tokens.ts';
import { createJsonEndpoint } from './json-endpoint.ts';
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
  answerPreflight,
  requirePost,
  readTokenParameters,
  refuseSecretInQuery,
  refuseTooManyFailures,
  authenticateClient,
  createGrantSwitch({
    client_credentials: clientCredentialsSteps,
    authorization_code: authorizationCodeSteps,
    refresh_token: refreshTokenSteps,
  }),
];

/** The token endpoint (RFC 6749 §3.2). */
export const handleToken = createJsonEndpoint(tokenSteps, createTokenContext);
