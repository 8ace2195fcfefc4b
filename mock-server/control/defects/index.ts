import type { Defect } from '../defect.ts';
import { authorizeGetRefused } from './authorize-get-refused.ts';
import { authorizePostQueryRead } from './authorize-post-query-read.ts';
import { authorizeRedirectPrefixMatch } from './authorize-redirect-prefix-match.ts';
import { authorizeRedirectUriNotCompared } from './authorize-redirect-uri-not-compared.ts';
import { authorizeResponseTypeNotChecked } from './authorize-response-type-not-checked.ts';
import { authorizeStateAltered } from './authorize-state-altered.ts';
import { authorizeStateInvented } from './authorize-state-invented.ts';
import { authorizeUnknownClientRedirected } from './authorize-unknown-client-redirected.ts';
import { bearerAnyTokenAccepted } from './bearer-any-token-accepted.ts';
import { bearerApiNotCompared } from './bearer-api-not-compared.ts';
import { bearerChallengeMissing } from './bearer-challenge-missing.ts';
import { bearerCodeAccepted } from './bearer-code-accepted.ts';
import { bearerErrorBodyText } from './bearer-error-body-text.ts';
import { bearerOtherErrorMessage } from './bearer-other-error-message.ts';
import { bearerRefreshTokenAccepted } from './bearer-refresh-token-accepted.ts';
import { bearerSignatureNotVerified } from './bearer-signature-not-verified.ts';
import { bearerTokenOptional } from './bearer-token-optional.ts';
import { bundleFullUrlOfTheSearch } from './bundle-full-url-of-the-search.ts';
import { bundleSelfLinkDropsParameters } from './bundle-self-link-drops-parameters.ts';
import { bundleSelfLinkEchoesEverything } from './bundle-self-link-echoes-everything.ts';
import { bundleSelfLinkMissing } from './bundle-self-link-missing.ts';
import { bundleTotalCountsThePage } from './bundle-total-counts-the-page.ts';
import { bundleTypeCollection } from './bundle-type-collection.ts';
import { bundleUnknownProperty } from './bundle-unknown-property.ts';
import { codeAnyCodeAccepted } from './code-any-code-accepted.ts';
import { codeClientNotCompared } from './code-client-not-compared.ts';
import { codeExchangeBroken } from './code-exchange-broken.ts';
import { codeRedirectUriNotCompared } from './code-redirect-uri-not-compared.ts';
import { codeRedirectUriOptional } from './code-redirect-uri-optional.ts';
import { codeReplayAccepted } from './code-replay-accepted.ts';
import { consentDenialIgnored } from './consent-denial-ignored.ts';
import { consentTicksIgnored } from './consent-ticks-ignored.ts';
import { dataCategoryCodeInvented } from './data-category-code-invented.ts';
import { dataMandatoryElementMissing } from './data-mandatory-element-missing.ts';
import { dataProfileIsAWebPage } from './data-profile-is-a-web-page.ts';
import { dataProfileNotClaimed } from './data-profile-not-claimed.ts';
import { dataUnknownProperty } from './data-unknown-property.ts';
import { directoryClosed } from './directory-closed.ts';
import { directoryNpiMissing } from './directory-npi-missing.ts';
import { httpContentTypeHtml } from './http-content-type-html.ts';
import { fhirDefects } from './index.fhir.ts';
import { isolationIdSearchNotRestricted } from './isolation-id-search-not-restricted.ts';
import { isolationPatientNotCompared } from './isolation-patient-not-compared.ts';
import { isolationReadNotRestricted } from './isolation-read-not-restricted.ts';
import { loginPasswordNotCompared } from './login-password-not-compared.ts';
import { metadataNeedsAToken } from './metadata-needs-a-token.ts';
import { pagesFrameable } from './pages-frameable.ts';
import { pagingCountIgnored } from './paging-count-ignored.ts';
import { pagingFirstPageRepeats } from './paging-first-page-repeats.ts';
import { pagingLastEntryLost } from './paging-last-entry-lost.ts';
import { pagingTokenNotVerified } from './paging-token-not-verified.ts';
import { pkceBlankVerifierAccepted } from './pkce-blank-verifier-accepted.ts';
import { pkceChallengeComparedAsBase64 } from './pkce-challenge-compared-as-base64.ts';
import { pkceChallengeOptional } from './pkce-challenge-optional.ts';
import { pkceComparedAsPlain } from './pkce-compared-as-plain.ts';
import { pkceMethodDefaults } from './pkce-method-defaults.ts';
import { pkcePlainAccepted } from './pkce-plain-accepted.ts';
import { pkceVerifierNotCompared } from './pkce-verifier-not-compared.ts';
import { pkceVerifierOptional } from './pkce-verifier-optional.ts';
import { readEtagConstant } from './read-etag-constant.ts';
import { readOtherVersion } from './read-other-version.ts';
import { readUnknownIdIs200 } from './read-unknown-id-is-200.ts';
import { refreshAnyTokenAccepted } from './refresh-any-token-accepted.ts';
import { refreshClientNotCompared } from './refresh-client-not-compared.ts';
import { refreshNotServed } from './refresh-not-served.ts';
import { responseAccessTokenGuessable } from './response-access-token-guessable.ts';
import { responseCacheable } from './response-cacheable.ts';
import { responseContentTypeText } from './response-content-type-text.ts';
import { responseExpiresInMilliseconds } from './response-expires-in-milliseconds.ts';
import { responseRefreshTokenMissing } from './response-refresh-token-missing.ts';
import { responseScopeEmptyThoughRequested } from './response-scope-empty-though-requested.ts';
import { responseTokenTypeUnknown } from './response-token-type-unknown.ts';
import { searchCategoryIgnored } from './search-category-ignored.ts';
import { searchCodeLosesAMatch } from './search-code-loses-a-match.ts';
import { searchDateBoundaryExcluded } from './search-date-boundary-excluded.ts';
import { searchDatePrefixIgnored } from './search-date-prefix-ignored.ts';
import { searchFirstCodingOnly } from './search-first-coding-only.ts';
import { searchIdFindsNothing } from './search-id-finds-nothing.ts';
import { searchImpliedPatientHidden } from './search-implied-patient-hidden.ts';
import { searchMalformedValueIgnored } from './search-malformed-value-ignored.ts';
import { searchNameCaseSensitive } from './search-name-case-sensitive.ts';
import { searchOrTakesTheFirst } from './search-or-takes-the-first.ts';
import { searchPostBodyIgnored } from './search-post-body-ignored.ts';
import { searchUnknownModifierIgnored } from './search-unknown-modifier-ignored.ts';
import { tokenAuthenticationOptional } from './token-authentication-optional.ts';
import { tokenChallengeMissing } from './token-challenge-missing.ts';
import { tokenFormBodyNotRead } from './token-form-body-not-read.ts';
import { tokenGetServed } from './token-get-served.ts';
import { tokenGrantTypeDefaults } from './token-grant-type-defaults.ts';
import { tokenGrantTypeNotChecked } from './token-grant-type-not-checked.ts';
import { tokenLastParameterWins } from './token-last-parameter-wins.ts';
import { tokenMemberAuthenticationOptional } from './token-member-authentication-optional.ts';
import { tokenOtherErrorMessage } from './token-other-error-message.ts';
import { tokenPasswordGrantServed } from './token-password-grant-served.ts';
import { tokenQueryParametersRead } from './token-query-parameters-read.ts';
import { tokenSchemeCaseSensitive } from './token-scheme-case-sensitive.ts';
import { tokenSecretInQueryAccepted } from './token-secret-in-query-accepted.ts';
import { tokenSecretNotCompared } from './token-secret-not-compared.ts';
import { tokenUnknownClientAccepted } from './token-unknown-client-accepted.ts';
import { tokenUnknownParameterRefused } from './token-unknown-parameter-refused.ts';

/** Every fault that the sandbox can be given, in the order of its areas. */
export const defects: readonly Defect[] = [
  tokenFormBodyNotRead,
  tokenQueryParametersRead,
  tokenSchemeCaseSensitive,
  tokenUnknownParameterRefused,
  tokenSecretNotCompared,
  tokenUnknownClientAccepted,
  tokenAuthenticationOptional,
  tokenMemberAuthenticationOptional,
  tokenSecretInQueryAccepted,
  tokenGrantTypeDefaults,
  tokenGrantTypeNotChecked,
  tokenPasswordGrantServed,
  tokenLastParameterWins,
  tokenGetServed,
  tokenOtherErrorMessage,
  tokenChallengeMissing,
  authorizeGetRefused,
  authorizePostQueryRead,
  authorizeStateAltered,
  authorizeStateInvented,
  authorizeResponseTypeNotChecked,
  authorizeRedirectUriNotCompared,
  authorizeRedirectPrefixMatch,
  authorizeUnknownClientRedirected,
  pagesFrameable,
  loginPasswordNotCompared,
  consentDenialIgnored,
  consentTicksIgnored,
  pkceChallengeComparedAsBase64,
  pkceChallengeOptional,
  pkcePlainAccepted,
  pkceMethodDefaults,
  pkceVerifierNotCompared,
  pkceVerifierOptional,
  pkceBlankVerifierAccepted,
  pkceComparedAsPlain,
  codeExchangeBroken,
  codeRedirectUriOptional,
  codeRedirectUriNotCompared,
  codeReplayAccepted,
  codeAnyCodeAccepted,
  codeClientNotCompared,
  responseTokenTypeUnknown,
  responseExpiresInMilliseconds,
  responseScopeEmptyThoughRequested,
  responseAccessTokenGuessable,
  responseCacheable,
  responseContentTypeText,
  responseRefreshTokenMissing,
  refreshNotServed,
  refreshAnyTokenAccepted,
  refreshClientNotCompared,
  bearerTokenOptional,
  bearerAnyTokenAccepted,
  bearerChallengeMissing,
  bearerOtherErrorMessage,
  bearerErrorBodyText,
  bearerSignatureNotVerified,
  bearerCodeAccepted,
  bearerRefreshTokenAccepted,
  bearerApiNotCompared,
  metadataNeedsAToken,
  httpContentTypeHtml,
  readUnknownIdIs200,
  readEtagConstant,
  readOtherVersion,
  searchIdFindsNothing,
  searchPostBodyIgnored,
  searchMalformedValueIgnored,
  searchUnknownModifierIgnored,
  searchDatePrefixIgnored,
  searchDateBoundaryExcluded,
  searchCategoryIgnored,
  searchFirstCodingOnly,
  searchCodeLosesAMatch,
  searchOrTakesTheFirst,
  searchImpliedPatientHidden,
  searchNameCaseSensitive,
  bundleSelfLinkMissing,
  bundleSelfLinkDropsParameters,
  bundleSelfLinkEchoesEverything,
  bundleTypeCollection,
  bundleUnknownProperty,
  bundleFullUrlOfTheSearch,
  bundleTotalCountsThePage,
  pagingLastEntryLost,
  pagingFirstPageRepeats,
  pagingCountIgnored,
  pagingTokenNotVerified,
  dataUnknownProperty,
  dataMandatoryElementMissing,
  dataProfileNotClaimed,
  dataCategoryCodeInvented,
  dataProfileIsAWebPage,
  directoryClosed,
  directoryNpiMissing,
  isolationReadNotRestricted,
  isolationPatientNotCompared,
  isolationIdSearchNotRestricted,
  ...fhirDefects,
];
