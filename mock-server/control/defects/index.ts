import type { Defect } from '../defect.ts';
import { authorizeAudienceNotCompared } from './authorize-audience-not-compared.ts';
import { authorizeDefaultScopeUntold } from './authorize-default-scope-untold.ts';
import { authorizeErrorDescriptionMarkup } from './authorize-error-description-markup.ts';
import { authorizeFirstParameterWins } from './authorize-first-parameter-wins.ts';
import { authorizeGetRefused } from './authorize-get-refused.ts';
import { authorizeIssuerDiffers } from './authorize-issuer-differs.ts';
import { authorizeIssuerMissing } from './authorize-issuer-missing.ts';
import { authorizeLoopbackPortCompared } from './authorize-loopback-port-compared.ts';
import { authorizePostFormRefused } from './authorize-post-form-refused.ts';
import { authorizePostQueryRead } from './authorize-post-query-read.ts';
import { authorizeRedirect307 } from './authorize-redirect-307.ts';
import { authorizeRedirectDefaultUnregistered } from './authorize-redirect-default-unregistered.ts';
import { authorizeRedirectPrefixMatch } from './authorize-redirect-prefix-match.ts';
import { authorizeRedirectQueryLost } from './authorize-redirect-query-lost.ts';
import { authorizeRedirectUriNotCompared } from './authorize-redirect-uri-not-compared.ts';
import { authorizeResponseTypeDefaults } from './authorize-response-type-defaults.ts';
import { authorizeResponseTypeNotChecked } from './authorize-response-type-not-checked.ts';
import { authorizeScopeErrorOnAPage } from './authorize-scope-error-on-a-page.ts';
import { authorizeStateAltered } from './authorize-state-altered.ts';
import { authorizeStateInvented } from './authorize-state-invented.ts';
import { authorizeUnknownClientRedirected } from './authorize-unknown-client-redirected.ts';
import { authorizeUnknownParameterRefused } from './authorize-unknown-parameter-refused.ts';
import { bearerAnyTokenAccepted } from './bearer-any-token-accepted.ts';
import { bearerApiNotCompared } from './bearer-api-not-compared.ts';
import { bearerCacheable } from './bearer-cacheable.ts';
import { bearerChallengeMissing } from './bearer-challenge-missing.ts';
import { bearerCodeAccepted } from './bearer-code-accepted.ts';
import { bearerConsentedTypeRefused } from './bearer-consented-type-refused.ts';
import { bearerDocumentedSchemeAccepted } from './bearer-documented-scheme-accepted.ts';
import { bearerErrorBodyText } from './bearer-error-body-text.ts';
import { bearerExpiryNotChecked } from './bearer-expiry-not-checked.ts';
import { bearerMalformedCrashes } from './bearer-malformed-crashes.ts';
import { bearerMissingTokenIsInvalid } from './bearer-missing-token-is-invalid.ts';
import { bearerOtherErrorMessage } from './bearer-other-error-message.ts';
import { bearerQueryTokenRead } from './bearer-query-token-read.ts';
import { bearerRefreshTokenAccepted } from './bearer-refresh-token-accepted.ts';
import { bearerRefusalIsAPage } from './bearer-refusal-is-a-page.ts';
import { bearerSchemeCaseSensitive } from './bearer-scheme-case-sensitive.ts';
import { bearerScopeChallengeMissing } from './bearer-scope-challenge-missing.ts';
import { bearerScopeRefusedAs401 } from './bearer-scope-refused-as-401.ts';
import { bearerSignatureNotVerified } from './bearer-signature-not-verified.ts';
import { bearerTokenOptional } from './bearer-token-optional.ts';
import { bearerTwoPlacesAccepted } from './bearer-two-places-accepted.ts';
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
import { codeExpiryNotChecked } from './code-expiry-not-checked.ts';
import { codeRedirectUriNotCompared } from './code-redirect-uri-not-compared.ts';
import { codeRedirectUriOptional } from './code-redirect-uri-optional.ts';
import { codeReplayAccepted } from './code-replay-accepted.ts';
import { codeReplayLeavesTokens } from './code-replay-leaves-tokens.ts';
import { codeSurvivesFailure } from './code-survives-failure.ts';
import { codeUseNotAtomic } from './code-use-not-atomic.ts';
import { consentAppNotNamed } from './consent-app-not-named.ts';
import { consentDenialIgnored } from './consent-denial-ignored.ts';
import { consentFormNotBound } from './consent-form-not-bound.ts';
import { consentNothingMeansAll } from './consent-nothing-means-all.ts';
import { consentTicksIgnored } from './consent-ticks-ignored.ts';
import { consentWithdrawalIgnored } from './consent-withdrawal-ignored.ts';
import { dataCategoryCodeInvented } from './data-category-code-invented.ts';
import { dataMandatoryElementMissing } from './data-mandatory-element-missing.ts';
import { dataProfileIsAWebPage } from './data-profile-is-a-web-page.ts';
import { dataProfileNotClaimed } from './data-profile-not-claimed.ts';
import { dataUnknownProperty } from './data-unknown-property.ts';
import { directoryClosed } from './directory-closed.ts';
import { directoryNpiMissing } from './directory-npi-missing.ts';
import { httpContentTypeHtml } from './http-content-type-html.ts';
import { fhirDefects } from './index.fhir.ts';
import { introspectActiveIsText } from './introspect-active-is-text.ts';
import { introspectAuthenticationOptional } from './introspect-authentication-optional.ts';
import { introspectPatientMissing } from './introspect-patient-missing.ts';
import { introspectUnknownTokenTold } from './introspect-unknown-token-told.ts';
import { isolationIdSearchNotRestricted } from './isolation-id-search-not-restricted.ts';
import { isolationPatientNotCompared } from './isolation-patient-not-compared.ts';
import { isolationReadNotRestricted } from './isolation-read-not-restricted.ts';
import { loginFormNotBound } from './login-form-not-bound.ts';
import { loginPasswordNotCompared } from './login-password-not-compared.ts';
import { metadataEndpointNotThere } from './metadata-endpoint-not-there.ts';
import { metadataGrantNotServed } from './metadata-grant-not-served.ts';
import { metadataIssuerDiffers } from './metadata-issuer-differs.ts';
import { metadataNeedsAToken } from './metadata-needs-a-token.ts';
import { metadataNotPublished } from './metadata-not-published.ts';
import { metadataPlainAdvertised } from './metadata-plain-advertised.ts';
import { pagesFrameable } from './pages-frameable.ts';
import { pagesReferrerLeaks } from './pages-referrer-leaks.ts';
import { pagesRequestEchoed } from './pages-request-echoed.ts';
import { pagesThirdPartyScript } from './pages-third-party-script.ts';
import { pagingCountIgnored } from './paging-count-ignored.ts';
import { pagingFirstPageRepeats } from './paging-first-page-repeats.ts';
import { pagingLastEntryLost } from './paging-last-entry-lost.ts';
import { pagingTokenNotVerified } from './paging-token-not-verified.ts';
import { pkceAnyChallengeOfTheClient } from './pkce-any-challenge-of-the-client.ts';
import { pkceBlankVerifierAccepted } from './pkce-blank-verifier-accepted.ts';
import { pkceChallengeComparedAsBase64 } from './pkce-challenge-compared-as-base64.ts';
import { pkceChallengeMalformedMatches } from './pkce-challenge-malformed-matches.ts';
import { pkceChallengeOptional } from './pkce-challenge-optional.ts';
import { pkceComparedAsPlain } from './pkce-compared-as-plain.ts';
import { pkceMethodDefaults } from './pkce-method-defaults.ts';
import { pkceMethodNotChecked } from './pkce-method-not-checked.ts';
import { pkcePaddingIgnored } from './pkce-padding-ignored.ts';
import { pkcePlainAccepted } from './pkce-plain-accepted.ts';
import { pkceVerifierAlphanumeric } from './pkce-verifier-alphanumeric.ts';
import { pkceVerifierLengthNotChecked } from './pkce-verifier-length-not-checked.ts';
import { pkceVerifierLimitedTo64 } from './pkce-verifier-limited-to-64.ts';
import { pkceVerifierNotCompared } from './pkce-verifier-not-compared.ts';
import { pkceVerifierOptional } from './pkce-verifier-optional.ts';
/** Every fault that the sandbox can be given, in the order of its areas. */
import { portalAnyCodeAccepted } from './portal-any-code-accepted.ts';
import { portalAppNotListed } from './portal-app-not-listed.ts';
import { portalAppsOfOthersOpen } from './portal-apps-of-others-open.ts';
import { portalAttestationOptional } from './portal-attestation-optional.ts';
import { portalBannerMissing } from './portal-banner-missing.ts';
import { portalCatalogLacksAProduct } from './portal-catalog-lacks-a-product.ts';
import { portalCodeTriesUnlimited } from './portal-code-tries-unlimited.ts';
import { portalConsentHidesLevel } from './portal-consent-hides-level.ts';
import { portalDeleteKeepsCredentials } from './portal-delete-keeps-credentials.ts';
import { portalEditLost } from './portal-edit-lost.ts';
import { portalEmailNotFilledIn } from './portal-email-not-filled-in.ts';
import { portalExpiredCodeAccepted } from './portal-expired-code-accepted.ts';
import { portalFormsNotBound } from './portal-forms-not-bound.ts';
import { portalFourthAppAccepted } from './portal-fourth-app-accepted.ts';
import { portalLoginTellsAccounts } from './portal-login-tells-accounts.ts';
import { portalLoginTriesUnlimited } from './portal-login-tries-unlimited.ts';
import { portalLoopbackAddressesAccepted } from './portal-loopback-addresses-accepted.ts';
import { portalMailWithoutCode } from './portal-mail-without-code.ts';
import { portalMarkupExecuted } from './portal-markup-executed.ts';
import { portalMediumBeginsAt30 } from './portal-medium-begins-at-30.ts';
import { portalMediumEndsAt71 } from './portal-medium-ends-at-71.ts';
import { portalOpenRedirect } from './portal-open-redirect.ts';
import { portalPasswordNotSaved } from './portal-password-not-saved.ts';
import { portalProdAppEditable } from './portal-prod-app-editable.ts';
import { portalProdSuffixMissing } from './portal-prod-suffix-missing.ts';
import { portalProductionServesSandbox } from './portal-production-serves-sandbox.ts';
import { portalProductsIgnored } from './portal-products-ignored.ts';
import { portalRegistrationTellsAccounts } from './portal-registration-tells-accounts.ts';
import { portalRequestLinkMissing } from './portal-request-link-missing.ts';
import { portalReviewNotMailed } from './portal-review-not-mailed.ts';
import { portalSecretOfNoApp } from './portal-secret-of-no-app.ts';
import { portalSecretShared } from './portal-secret-shared.ts';
import { portalSecretShownTwice } from './portal-secret-shown-twice.ts';
import { portalSessionIdKept } from './portal-session-id-kept.ts';
import { portalSubmittedAnswersChange } from './portal-submitted-answers-change.ts';
import { portalTermsNotAsked } from './portal-terms-not-asked.ts';
import { portalUnansweredAccepted } from './portal-unanswered-accepted.ts';
import { portalUsedCodeAccepted } from './portal-used-code-accepted.ts';
import { readEtagConstant } from './read-etag-constant.ts';
import { readOtherVersion } from './read-other-version.ts';
import { readUnknownIdIs200 } from './read-unknown-id-is-200.ts';
import { refreshAccessTokenAccepted } from './refresh-access-token-accepted.ts';
import { refreshAnyTokenAccepted } from './refresh-any-token-accepted.ts';
import { refreshAuthenticationOptional } from './refresh-authentication-optional.ts';
import { refreshClientNotCompared } from './refresh-client-not-compared.ts';
import { refreshNotServed } from './refresh-not-served.ts';
import { refreshPublicNotRotated } from './refresh-public-not-rotated.ts';
import { refreshReuseAccepted } from './refresh-reuse-accepted.ts';
import { refreshReuseLeavesFamily } from './refresh-reuse-leaves-family.ts';
import { refreshRotationNotAtomic } from './refresh-rotation-not-atomic.ts';
import { refreshScopeNarrowingIgnored } from './refresh-scope-narrowing-ignored.ts';
import { refreshScopeReset } from './refresh-scope-reset.ts';
import { refreshScopeStaysNarrow } from './refresh-scope-stays-narrow.ts';
import { refreshScopeUntold } from './refresh-scope-untold.ts';
import { refreshScopeWideningAccepted } from './refresh-scope-widening-accepted.ts';
import { refreshTokenWithoutGrant } from './refresh-token-without-grant.ts';
import { responseAccessTokenGuessable } from './response-access-token-guessable.ts';
import { responseAccessTokenRepeats } from './response-access-token-repeats.ts';
import { responseCacheable } from './response-cacheable.ts';
import { responseClientIdOfAnother } from './response-client-id-of-another.ts';
import { responseContentTypeText } from './response-content-type-text.ts';
import { responseExpiresInMilliseconds } from './response-expires-in-milliseconds.ts';
import { responseExpiresInMissing } from './response-expires-in-missing.ts';
import { responseExpiresInWithAUnit } from './response-expires-in-with-a-unit.ts';
import { responseIssuedAtInSeconds } from './response-issued-at-in-seconds.ts';
import { responsePatientMissing } from './response-patient-missing.ts';
import { responsePragmaMissing } from './response-pragma-missing.ts';
import { responseRefreshTokenForClients } from './response-refresh-token-for-clients.ts';
import { responseRefreshTokenMissing } from './response-refresh-token-missing.ts';
import { responseScopeEmptyThoughRequested } from './response-scope-empty-though-requested.ts';
import { responseScopeMissingWhenNarrowed } from './response-scope-missing-when-narrowed.ts';
import { responseTokenTypeUnknown } from './response-token-type-unknown.ts';
import { revokeAccessTokenSurvives } from './revoke-access-token-survives.ts';
import { revokeCascadeMissing } from './revoke-cascade-missing.ts';
import { revokeClientNotCompared } from './revoke-client-not-compared.ts';
import { revokeRefreshTokenSurvives } from './revoke-refresh-token-survives.ts';
import { revokeUnknownTokenIsAnError } from './revoke-unknown-token-is-an-error.ts';
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
import { smartConfigurationIncomplete } from './smart-configuration-incomplete.ts';
import { smartConfigurationMissing } from './smart-configuration-missing.ts';
import { tokenAuthenticationOptional } from './token-authentication-optional.ts';
import { tokenBasicMalformedCrashes } from './token-basic-malformed-crashes.ts';
import { tokenBasicNotFormDecoded } from './token-basic-not-form-decoded.ts';
import { tokenChallengeMissing } from './token-challenge-missing.ts';
import { tokenCharsetRefused } from './token-charset-refused.ts';
import { tokenClientGrantNotChecked } from './token-client-grant-not-checked.ts';
import { tokenCorsMissing } from './token-cors-missing.ts';
import { tokenEmptyParameterCounts } from './token-empty-parameter-counts.ts';
import { tokenErrorBodyHtml } from './token-error-body-html.ts';
import { tokenErrorCacheable } from './token-error-cacheable.ts';
import { tokenErrorStackTrace } from './token-error-stack-trace.ts';
import { tokenFormBodyNotRead } from './token-form-body-not-read.ts';
import { tokenFormSecretMisjudged } from './token-form-secret-misjudged.ts';
import { tokenGetServed } from './token-get-served.ts';
import { tokenGrantTypeDefaults } from './token-grant-type-defaults.ts';
import { tokenGrantTypeNotChecked } from './token-grant-type-not-checked.ts';
import { tokenGuessingNotThrottled } from './token-guessing-not-throttled.ts';
import { tokenJsonBodyRead } from './token-json-body-read.ts';
import { tokenLastParameterWins } from './token-last-parameter-wins.ts';
import { tokenMemberAuthenticationOptional } from './token-member-authentication-optional.ts';
import { tokenOtherErrorMessage } from './token-other-error-message.ts';
import { tokenPasswordGrantServed } from './token-password-grant-served.ts';
import { tokenQueryParametersRead } from './token-query-parameters-read.ts';
import { tokenSchemeCaseSensitive } from './token-scheme-case-sensitive.ts';
import { tokenScopeNotChecked } from './token-scope-not-checked.ts';
import { tokenSecretInQueryAccepted } from './token-secret-in-query-accepted.ts';
import { tokenSecretNotCompared } from './token-secret-not-compared.ts';
import { tokenTwoMethodsAccepted } from './token-two-methods-accepted.ts';
import { tokenUnknownClientAccepted } from './token-unknown-client-accepted.ts';
import { tokenUnknownClientTold } from './token-unknown-client-told.ts';
import { tokenUnknownParameterRefused } from './token-unknown-parameter-refused.ts';

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
  tokenBasicNotFormDecoded,
  tokenEmptyParameterCounts,
  tokenCharsetRefused,
  tokenFormSecretMisjudged,
  tokenTwoMethodsAccepted,
  tokenClientGrantNotChecked,
  tokenScopeNotChecked,
  tokenUnknownClientTold,
  tokenErrorBodyHtml,
  tokenErrorStackTrace,
  tokenErrorCacheable,
  tokenBasicMalformedCrashes,
  tokenJsonBodyRead,
  tokenCorsMissing,
  tokenGuessingNotThrottled,
  authorizeGetRefused,
  authorizePostQueryRead,
  authorizeStateAltered,
  authorizeStateInvented,
  authorizeResponseTypeNotChecked,
  authorizeRedirectUriNotCompared,
  authorizeRedirectPrefixMatch,
  authorizeUnknownClientRedirected,
  authorizePostFormRefused,
  authorizeRedirect307,
  authorizeResponseTypeDefaults,
  authorizeErrorDescriptionMarkup,
  authorizeIssuerMissing,
  authorizeIssuerDiffers,
  authorizeUnknownParameterRefused,
  authorizeFirstParameterWins,
  authorizeScopeErrorOnAPage,
  authorizeDefaultScopeUntold,
  authorizeAudienceNotCompared,
  authorizeRedirectQueryLost,
  authorizeRedirectDefaultUnregistered,
  authorizeLoopbackPortCompared,
  pagesFrameable,
  pagesReferrerLeaks,
  pagesThirdPartyScript,
  pagesRequestEchoed,
  loginPasswordNotCompared,
  loginFormNotBound,
  consentDenialIgnored,
  consentTicksIgnored,
  consentAppNotNamed,
  consentNothingMeansAll,
  consentWithdrawalIgnored,
  consentFormNotBound,
  pkceChallengeComparedAsBase64,
  pkceChallengeOptional,
  pkcePlainAccepted,
  pkceMethodDefaults,
  pkceVerifierNotCompared,
  pkceVerifierOptional,
  pkceBlankVerifierAccepted,
  pkceComparedAsPlain,
  pkceAnyChallengeOfTheClient,
  pkceVerifierLimitedTo64,
  pkceVerifierLengthNotChecked,
  pkceVerifierAlphanumeric,
  pkceMethodNotChecked,
  pkceChallengeMalformedMatches,
  pkcePaddingIgnored,
  codeExchangeBroken,
  codeRedirectUriOptional,
  codeRedirectUriNotCompared,
  codeReplayAccepted,
  codeAnyCodeAccepted,
  codeClientNotCompared,
  codeSurvivesFailure,
  codeReplayLeavesTokens,
  codeUseNotAtomic,
  codeExpiryNotChecked,
  responseTokenTypeUnknown,
  responseExpiresInMilliseconds,
  responseScopeEmptyThoughRequested,
  responseAccessTokenGuessable,
  responseCacheable,
  responseContentTypeText,
  responseRefreshTokenMissing,
  responseExpiresInWithAUnit,
  responseExpiresInMissing,
  responsePragmaMissing,
  responseIssuedAtInSeconds,
  responseClientIdOfAnother,
  responsePatientMissing,
  responseRefreshTokenForClients,
  responseScopeMissingWhenNarrowed,
  responseAccessTokenRepeats,
  refreshNotServed,
  refreshAnyTokenAccepted,
  refreshClientNotCompared,
  refreshScopeUntold,
  refreshTokenWithoutGrant,
  refreshAuthenticationOptional,
  refreshAccessTokenAccepted,
  refreshScopeReset,
  refreshScopeNarrowingIgnored,
  refreshScopeStaysNarrow,
  refreshScopeWideningAccepted,
  refreshReuseAccepted,
  refreshReuseLeavesFamily,
  refreshRotationNotAtomic,
  refreshPublicNotRotated,
  bearerTokenOptional,
  bearerAnyTokenAccepted,
  bearerChallengeMissing,
  bearerOtherErrorMessage,
  bearerErrorBodyText,
  bearerSignatureNotVerified,
  bearerCodeAccepted,
  bearerRefreshTokenAccepted,
  bearerApiNotCompared,
  bearerConsentedTypeRefused,
  bearerSchemeCaseSensitive,
  bearerDocumentedSchemeAccepted,
  bearerCacheable,
  bearerMissingTokenIsInvalid,
  bearerScopeRefusedAs401,
  bearerScopeChallengeMissing,
  bearerRefusalIsAPage,
  bearerQueryTokenRead,
  bearerTwoPlacesAccepted,
  bearerMalformedCrashes,
  bearerExpiryNotChecked,
  revokeAccessTokenSurvives,
  revokeRefreshTokenSurvives,
  revokeCascadeMissing,
  revokeUnknownTokenIsAnError,
  revokeClientNotCompared,
  introspectAuthenticationOptional,
  introspectActiveIsText,
  introspectPatientMissing,
  introspectUnknownTokenTold,
  smartConfigurationIncomplete,
  smartConfigurationMissing,
  metadataNeedsAToken,
  metadataPlainAdvertised,
  metadataIssuerDiffers,
  metadataNotPublished,
  metadataGrantNotServed,
  metadataEndpointNotThere,
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
  portalAnyCodeAccepted,
  portalExpiredCodeAccepted,
  portalCodeTriesUnlimited,
  portalUsedCodeAccepted,
  portalMailWithoutCode,
  portalPasswordNotSaved,
  portalRegistrationTellsAccounts,
  portalLoginTellsAccounts,
  portalLoginTriesUnlimited,
  portalSessionIdKept,
  portalOpenRedirect,
  portalAppNotListed,
  portalSecretOfNoApp,
  portalSecretShared,
  portalSecretShownTwice,
  portalEditLost,
  portalDeleteKeepsCredentials,
  portalFourthAppAccepted,
  portalProductsIgnored,
  portalAppsOfOthersOpen,
  portalFormsNotBound,
  portalMarkupExecuted,
  portalRequestLinkMissing,
  portalTermsNotAsked,
  portalEmailNotFilledIn,
  portalUnansweredAccepted,
  portalLoopbackAddressesAccepted,
  portalMediumBeginsAt30,
  portalMediumEndsAt71,
  portalAttestationOptional,
  portalSubmittedAnswersChange,
  portalReviewNotMailed,
  portalProdSuffixMissing,
  portalProdAppEditable,
  portalConsentHidesLevel,
  portalProductionServesSandbox,
  portalBannerMissing,
  portalCatalogLacksAProduct,
];
