import type { Suite } from '../runner/check.ts';
import { consentNamesApp, consentNarrows, consentToNothing, narrowedScopeTold } from './authorize/consent.ts';
import { errorCharset, issuerInResponse, responseTypeMissing } from './authorize/error-redirects.ts';
import {
  authorizeByPostForm,
  redirectStatus,
  repeatedParameter,
  unknownParametersIgnored,
  wrongAudience,
} from './authorize/more-requests.ts';
import { pageErrors } from './authorize/no-redirect.ts';
import { forgedForms, markupEscaped, referrerPolicy } from './authorize/page-safety.ts';
import { framingForbidden, wrongPassword } from './authorize/pages.ts';
import { loopbackPort, queryKept, redirectOmitted } from './authorize/redirect-uris.ts';
import {
  authorizeByGet,
  authorizeByPostQuery,
  consentDenied,
  responseTypeToken,
  stateAbsent,
  stateBytes,
} from './authorize/redirects.ts';
import { invalidScope, scopeOmitted } from './authorize/scope-requests.ts';
import { consentWithdrawn } from './authorize/withdraw.ts';
import { bearerAccepted } from './bearer/accepted.ts';
import { bearerChecks } from './bearer/checks.ts';
import { expiredCode, expiredToken } from './bearer/expired.ts';
import { oddTokens } from './bearer/odd.ts';
import { codeForToken, redirectUriRequired } from './code/exchange.ts';
import { codeRefusals } from './code/refusals.ts';
import { burnedOnFailure, replayRace, replayRevokes } from './code/spent.ts';
import { discovery } from './discovery/checks.ts';
import { introspection } from './introspect/checks.ts';
import { appendixBVector } from './pkce/appendix-b-vector.ts';
import { verifierRefusals } from './pkce/exchanges.ts';
import {
  downgrade,
  methodsAdvertised,
  verifierBounds,
  verifierCharacters,
  verifierOfOtherRequest,
  verifierOutOfBounds,
} from './pkce/more-exchanges.ts';
import { challengeRefusals, paddedChallenge } from './pkce/requests.ts';
import { refreshedTokenWorks, refreshGrant, refreshMembers, refreshRefusals } from './refresh/checks.ts';
import { rotation } from './refresh/rotation.ts';
import { refreshScope } from './refresh/scope.ts';
import { documentedMembers } from './response/documented.ts';
import { responseHeaders } from './response/headers.ts';
import { responseLifetimes } from './response/lifetimes.ts';
import { responseMembers } from './response/members.ts';
import { accessTokenUnique } from './response/unique-token.ts';
import { revocation } from './revoke/checks.ts';
import { crossOrigin, grantUnauthorized, secretInForm, unknownClientLooksAlike } from './token/clients.ts';
import { errorBodies } from './token/error-bodies.ts';
import { getRefused } from './token/get-refused.ts';
import { guessingThrottled, plainHttp } from './token/protection.ts';
import { codeQueryParameters, queryParameters } from './token/query-parameters.ts';
import { refusals } from './token/refusals.ts';
import { robustness } from './token/robustness.ts';
import { clientScopeInvalid } from './token/scope-invalid.ts';
import { servedRequests } from './token/served.ts';
import { wrongSecretChallenge, wrongSecretMessage } from './token/wrong-secret-form.ts';

export const oauth: Suite = {
  name: 'oauth',
  title: 'OAuth 2.0: token and authorization endpoints, PKCE, bearer tokens',
  core: ['oauth.token.client-credentials', 'oauth.code.exchange', 'oauth.pkce.wrong-verifier'],
  checks: [
    ...servedRequests,
    secretInForm,
    queryParameters,
    ...refusals,
    grantUnauthorized,
    clientScopeInvalid,
    unknownClientLooksAlike,
    getRefused,
    wrongSecretMessage,
    wrongSecretChallenge,
    ...errorBodies,
    ...robustness,
    crossOrigin,
    plainHttp,
    authorizeByGet,
    authorizeByPostForm,
    authorizeByPostQuery,
    stateBytes,
    stateAbsent,
    redirectStatus,
    responseTypeMissing,
    responseTypeToken,
    errorCharset,
    issuerInResponse,
    unknownParametersIgnored,
    repeatedParameter,
    invalidScope,
    scopeOmitted,
    wrongAudience,
    queryKept,
    redirectOmitted,
    loopbackPort,
    ...pageErrors,
    consentDenied,
    consentNamesApp,
    consentNarrows,
    consentToNothing,
    framingForbidden,
    referrerPolicy,
    forgedForms,
    markupEscaped,
    wrongPassword,
    appendixBVector,
    ...verifierRefusals,
    verifierOfOtherRequest,
    verifierBounds,
    verifierOutOfBounds,
    verifierCharacters,
    ...challengeRefusals,
    paddedChallenge,
    downgrade,
    methodsAdvertised,
    codeForToken,
    codeQueryParameters,
    redirectUriRequired,
    ...codeRefusals,
    burnedOnFailure,
    ...responseMembers,
    ...responseLifetimes,
    ...responseHeaders,
    ...documentedMembers,
    narrowedScopeTold,
    accessTokenUnique,
    refreshGrant,
    refreshMembers,
    refreshedTokenWorks,
    ...refreshRefusals,
    ...refreshScope,
    ...bearerAccepted,
    ...bearerChecks,
    ...oddTokens,
    ...introspection,
    ...discovery,
    // What follows ends grants, or may lock someone out.
    replayRevokes,
    replayRace,
    ...rotation,
    ...revocation,
    consentWithdrawn,
    expiredToken,
    expiredCode,
    guessingThrottled,
  ],
};
