import type { Suite } from '../runner/check.ts';
import { pageErrors } from './authorize/no-redirect.ts';
import { consentNarrows, framingForbidden, wrongPassword } from './authorize/pages.ts';
import {
  authorizeByGet,
  authorizeByPostQuery,
  consentDenied,
  responseTypeToken,
  stateAbsent,
  stateBytes,
} from './authorize/redirects.ts';
import { bearerChecks } from './bearer/checks.ts';
import { codeForToken, redirectUriRequired } from './code/exchange.ts';
import { codeRefusals } from './code/refusals.ts';
import { appendixBVector } from './pkce/appendix-b-vector.ts';
import { verifierRefusals } from './pkce/exchanges.ts';
import { challengeRefusals } from './pkce/requests.ts';
import { randomRefreshToken, refreshGrant, refreshOtherClient } from './refresh/checks.ts';
import { responseMembers } from './response/members.ts';
import {
  basicSchemeCase,
  clientCredentialsGrant,
  queryParameters,
  unknownParameterIgnored,
} from './token/accepted.ts';
import { getRefused } from './token/get-refused.ts';
import { refusals } from './token/refusals.ts';
import { wrongSecretChallenge, wrongSecretMessage } from './token/wrong-secret-form.ts';

export const oauth: Suite = {
  name: 'oauth',
  title: 'OAuth 2.0: token and authorization endpoints, PKCE, bearer tokens',
  core: ['oauth.token.client-credentials', 'oauth.code.exchange', 'oauth.pkce.wrong-verifier'],
  checks: [
    clientCredentialsGrant,
    basicSchemeCase,
    unknownParameterIgnored,
    queryParameters,
    ...refusals,
    getRefused,
    wrongSecretMessage,
    wrongSecretChallenge,
    authorizeByGet,
    authorizeByPostQuery,
    stateBytes,
    stateAbsent,
    consentDenied,
    consentNarrows,
    responseTypeToken,
    ...pageErrors,
    framingForbidden,
    wrongPassword,
    appendixBVector,
    ...verifierRefusals,
    ...challengeRefusals,
    codeForToken,
    redirectUriRequired,
    ...codeRefusals,
    ...responseMembers,
    refreshGrant,
    randomRefreshToken,
    refreshOtherClient,
    ...bearerChecks,
  ],
};
