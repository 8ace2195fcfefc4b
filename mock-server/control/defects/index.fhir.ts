import type { Defect } from '../defect.ts';
import { bundleEntriesWithRequest } from './bundle-entries-with-request.ts';
import { bundleFullUrlOfAnotherHost } from './bundle-full-url-of-another-host.ts';
import { bundleFullUrlWithVersion } from './bundle-full-url-with-version.ts';
import { bundleModeMissing } from './bundle-mode-missing.ts';
import { bundleNextLinkTwice } from './bundle-next-link-twice.ts';
import { bundleOutcomeIsAnError } from './bundle-outcome-is-an-error.ts';
import { bundleRelationInvented } from './bundle-relation-invented.ts';
import { chainIgnored } from './chain-ignored.ts';
import { chainLastTargetLost } from './chain-last-target-lost.ts';
import { chainReverseFindsNothing } from './chain-reverse-finds-nothing.ts';
import { chainReverseIgnored } from './chain-reverse-ignored.ts';
import { dataAdjudicatedTwice } from './data-adjudicated-twice.ts';
import { dataAllowedNotAccountedFor } from './data-allowed-not-accounted-for.ts';
import { dataClaimNamesNoCoverage } from './data-claim-names-no-coverage.ts';
import { dataClaimProviderNotServed } from './data-claim-provider-not-served.ts';
import { dataClaimsLate } from './data-claims-late.ts';
import { dataClaimsOfAQuarterMissing } from './data-claims-of-a-quarter-missing.ts';
import { dataClinicalLate } from './data-clinical-late.ts';
import { dataCoverageEndsEarly } from './data-coverage-ends-early.ts';
import { dataEncountersLate } from './data-encounters-late.ts';
import { dataMustSupportNeverFilled } from './data-must-support-never-filled.ts';
import { dataProfileWithoutVersion } from './data-profile-without-version.ts';
import { dataReferenceDangling } from './data-reference-dangling.ts';
import { dataRelatedClaimNotThere } from './data-related-claim-not-there.ts';
import { dataReplacedClaimStillActive } from './data-replaced-claim-still-active.ts';
import { dataTestMemberNotLoaded } from './data-test-member-not-loaded.ts';
import { dataTotalIsNotTheSum } from './data-total-is-not-the-sum.ts';
import { dataUtf8ReadAsLatin1 } from './data-utf8-read-as-latin1.ts';
import { directoryFrozen } from './directory-frozen.ts';
import { directoryMemberTokenCrashes } from './directory-member-token-crashes.ts';
import { directoryOneProfessionOnly } from './directory-one-profession-only.ts';
import { directoryPharmaciesMissing } from './directory-pharmacies-missing.ts';
import { directoryPhonesMissing } from './directory-phones-missing.ts';
import { directoryServesMemberData } from './directory-serves-member-data.ts';
import { directoryVisitorsTracked } from './directory-visitors-tracked.ts';
import { documentationDeadLink } from './documentation-dead-link.ts';
import { documentationNeedsALogin } from './documentation-needs-a-login.ts';
import { documentationSampleInvalid } from './documentation-sample-invalid.ts';
import { httpAcceptComparedAsText } from './http-accept-compared-as-text.ts';
import { httpAcceptIgnored } from './http-accept-ignored.ts';
import { httpCompressedIsCut } from './http-compressed-is-cut.ts';
import { httpCorsMissingOnErrors } from './http-cors-missing-on-errors.ts';
import { httpCorsPreflightRefused } from './http-cors-preflight-refused.ts';
import { httpCreateAccepted } from './http-create-accepted.ts';
import { httpDeleteAccepted } from './http-delete-accepted.ts';
import { httpErrorsArePages } from './http-errors-are-pages.ts';
import { httpEtagNotExposed } from './http-etag-not-exposed.ts';
import { httpFormOfAnyTypeRead } from './http-form-of-any-type-read.ts';
import { httpFormatIgnored } from './http-format-ignored.ts';
import { httpHeadNotFound } from './http-head-not-found.ts';
import { httpHeadWithoutEtag } from './http-head-without-etag.ts';
import { httpLongFormRefused } from './http-long-form-refused.ts';
import { httpLongQueryIs500 } from './http-long-query-is-500.ts';
import { httpMemberDataCacheable } from './http-member-data-cacheable.ts';
import { httpRequestIdConstant } from './http-request-id-constant.ts';
import { httpRequestTagConstant } from './http-request-tag-constant.ts';
import { httpStackTraceShown } from './http-stack-trace-shown.ts';
import { httpTokenEchoed } from './http-token-echoed.ts';
import { httpTraversalIs500 } from './http-traversal-is-500.ts';
import { httpVaryWithoutEncoding } from './http-vary-without-encoding.ts';
import { httpWriteIs500 } from './http-write-is-500.ts';
import { includeLastOneLost } from './include-last-one-lost.ts';
import { includeMarkedAsMatch } from './include-marked-as-match.ts';
import { includeReverseIgnored } from './include-reverse-ignored.ts';
import { includeStrangers } from './include-strangers.ts';
import { isolationChainNotRestricted } from './isolation-chain-not-restricted.ts';
import { isolationConsentNotAskedBySearch } from './isolation-consent-not-asked-by-search.ts';
import { isolationEverythingNotRestricted } from './isolation-everything-not-restricted.ts';
import { isolationForbiddenIs403 } from './isolation-forbidden-is-403.ts';
import { isolationFormNotRestricted } from './isolation-form-not-restricted.ts';
import { isolationHistoryNotRestricted } from './isolation-history-not-restricted.ts';
import { isolationIncludeBeyondConsent } from './isolation-include-beyond-consent.ts';
import { isolationIncludeNotRestricted } from './isolation-include-not-restricted.ts';
import { isolationListOfPatientsNotCompared } from './isolation-list-of-patients-not-compared.ts';
import { isolationPageLinkNotBound } from './isolation-page-link-not-bound.ts';
import { isolationReverseChainNotRestricted } from './isolation-reverse-chain-not-restricted.ts';
import { metadataCorsNotStated } from './metadata-cors-not-stated.ts';
import { metadataOauthAddressesOfAnotherHost } from './metadata-oauth-addresses-of-another-host.ts';
import { metadataReadLeftOut } from './metadata-read-left-out.ts';
import { metadataTypeLeftOut } from './metadata-type-left-out.ts';
import { pagingBoundToTheToken } from './paging-bound-to-the-token.ts';
import { pagingCountZeroIsOne } from './paging-count-zero-is-one.ts';
import { pagingCycle } from './paging-cycle.ts';
import { pagingFiltersLost } from './paging-filters-lost.ts';
import { pagingInternalHost } from './paging-internal-host.ts';
import { pagingLinkHalfEncoded } from './paging-link-half-encoded.ts';
import { pagingLinkNeedsNoToken } from './paging-link-needs-no-token.ts';
import { pagingNextOnTheLastPage } from './paging-next-on-the-last-page.ts';
import { pagingOddCountEchoed } from './paging-odd-count-echoed.ts';
import { readAnyTagIs304 } from './read-any-tag-is-304.ts';
import { readAnyVersionIsServed } from './read-any-version-is-served.ts';
import { readConditionalIs412 } from './read-conditional-is-412.ts';
import { readDateWinsOverTag } from './read-date-wins-over-tag.ts';
import { readHistoryOldestFirst } from './read-history-oldest-first.ts';
import { readHistoryRepeatsTheCurrent } from './read-history-repeats-the-current.ts';
import { readLastModifiedIsNow } from './read-last-modified-is-now.ts';
import { readModifiedSinceIgnoresTheDate } from './read-modified-since-ignores-the-date.ts';
import { readTypeInAnyCase } from './read-type-in-any-case.ts';
import { readUnknownTypeIsEmpty } from './read-unknown-type-is-empty.ts';
import { readVreadOfAnotherVersion } from './read-vread-of-another-version.ts';
import { searchAbsoluteReferenceFindsNothing } from './search-absolute-reference-finds-nothing.ts';
import { searchBareCodeNeedsASystem } from './search-bare-code-needs-a-system.ts';
import { searchDateEqualsByStart } from './search-date-equals-by-start.ts';
import { searchElementsLostOnPageTwo } from './search-elements-lost-on-page-two.ts';
import { searchElementsNotMarked } from './search-elements-not-marked.ts';
import { searchEmptyIs404 } from './search-empty-is-404.ts';
import { searchEscapeIgnored } from './search-escape-ignored.ts';
import { searchEveryOtherLosesOne } from './search-every-other-loses-one.ts';
import { searchFirstRepetitionOnly } from './search-first-repetition-only.ts';
import { searchIndexLags } from './search-index-lags.ts';
import { searchLastParameterFirst } from './search-last-parameter-first.ts';
import { searchLastUpdatedIgnored } from './search-last-updated-ignored.ts';
import { searchMissingTrueIsFalse } from './search-missing-true-is-false.ts';
import { searchParameterNamesFolded } from './search-parameter-names-folded.ts';
import { searchParametersIgnored } from './search-parameters-ignored.ts';
import { searchParametersUnited } from './search-parameters-united.ts';
import { searchPatientByIdOnly } from './search-patient-by-id-only.ts';
import { searchPeriodStartOnly } from './search-period-start-only.ts';
import { searchPostUrlIgnored } from './search-post-url-ignored.ts';
import { searchReferenceFirstOnly } from './search-reference-first-only.ts';
import { searchSecondParameterDropped } from './search-second-parameter-dropped.ts';
import { searchSinceByDays } from './search-since-by-days.ts';
import { searchSortDirectionIgnored } from './search-sort-direction-ignored.ts';
import { searchSortDropsUndated } from './search-sort-drops-undated.ts';
import { searchSortWithinThePage } from './search-sort-within-the-page.ts';
import { searchStartsAfterIsGreater } from './search-starts-after-is-greater.ts';
import { searchStrictHandlingIgnored } from './search-strict-handling-ignored.ts';
import { searchStrictRefusesKnown } from './search-strict-refuses-known.ts';
import { searchSummaryCountOfThePage } from './search-summary-count-of-the-page.ts';
import { searchTokenSystemIgnored } from './search-token-system-ignored.ts';
import { searchTypeModifierFindsNothing } from './search-type-modifier-finds-nothing.ts';
import { searchWholeStringOnly } from './search-whole-string-only.ts';

/** Faults of the FHIR side that the suites’ searches, relations and representations find. */
export const fhirDefects: readonly Defect[] = [
  bundleEntriesWithRequest,
  bundleFullUrlOfAnotherHost,
  bundleFullUrlWithVersion,
  bundleModeMissing,
  bundleNextLinkTwice,
  bundleOutcomeIsAnError,
  bundleRelationInvented,
  chainIgnored,
  chainLastTargetLost,
  chainReverseFindsNothing,
  chainReverseIgnored,
  dataAdjudicatedTwice,
  dataAllowedNotAccountedFor,
  dataClaimNamesNoCoverage,
  dataClaimProviderNotServed,
  dataClaimsLate,
  dataClaimsOfAQuarterMissing,
  dataClinicalLate,
  dataCoverageEndsEarly,
  dataEncountersLate,
  dataMustSupportNeverFilled,
  dataProfileWithoutVersion,
  dataReferenceDangling,
  dataRelatedClaimNotThere,
  dataReplacedClaimStillActive,
  dataTestMemberNotLoaded,
  dataTotalIsNotTheSum,
  dataUtf8ReadAsLatin1,
  directoryFrozen,
  directoryMemberTokenCrashes,
  directoryOneProfessionOnly,
  directoryPharmaciesMissing,
  directoryPhonesMissing,
  directoryServesMemberData,
  directoryVisitorsTracked,
  documentationDeadLink,
  documentationNeedsALogin,
  documentationSampleInvalid,
  httpAcceptComparedAsText,
  httpAcceptIgnored,
  httpCompressedIsCut,
  httpCorsMissingOnErrors,
  httpCorsPreflightRefused,
  httpCreateAccepted,
  httpDeleteAccepted,
  httpErrorsArePages,
  httpEtagNotExposed,
  httpFormOfAnyTypeRead,
  httpFormatIgnored,
  httpHeadNotFound,
  httpHeadWithoutEtag,
  httpLongFormRefused,
  httpLongQueryIs500,
  httpMemberDataCacheable,
  httpRequestIdConstant,
  httpRequestTagConstant,
  httpStackTraceShown,
  httpTokenEchoed,
  httpTraversalIs500,
  httpVaryWithoutEncoding,
  httpWriteIs500,
  includeLastOneLost,
  includeMarkedAsMatch,
  includeReverseIgnored,
  includeStrangers,
  isolationChainNotRestricted,
  isolationConsentNotAskedBySearch,
  isolationEverythingNotRestricted,
  isolationForbiddenIs403,
  isolationFormNotRestricted,
  isolationHistoryNotRestricted,
  isolationIncludeBeyondConsent,
  isolationIncludeNotRestricted,
  isolationListOfPatientsNotCompared,
  isolationPageLinkNotBound,
  isolationReverseChainNotRestricted,
  metadataCorsNotStated,
  metadataOauthAddressesOfAnotherHost,
  metadataReadLeftOut,
  metadataTypeLeftOut,
  pagingBoundToTheToken,
  pagingCountZeroIsOne,
  pagingCycle,
  pagingFiltersLost,
  pagingInternalHost,
  pagingLinkHalfEncoded,
  pagingLinkNeedsNoToken,
  pagingNextOnTheLastPage,
  pagingOddCountEchoed,
  readAnyTagIs304,
  readAnyVersionIsServed,
  readConditionalIs412,
  readDateWinsOverTag,
  readHistoryOldestFirst,
  readHistoryRepeatsTheCurrent,
  readLastModifiedIsNow,
  readModifiedSinceIgnoresTheDate,
  readTypeInAnyCase,
  readUnknownTypeIsEmpty,
  readVreadOfAnotherVersion,
  searchAbsoluteReferenceFindsNothing,
  searchBareCodeNeedsASystem,
  searchDateEqualsByStart,
  searchElementsLostOnPageTwo,
  searchElementsNotMarked,
  searchEmptyIs404,
  searchEscapeIgnored,
  searchEveryOtherLosesOne,
  searchFirstRepetitionOnly,
  searchIndexLags,
  searchLastParameterFirst,
  searchLastUpdatedIgnored,
  searchMissingTrueIsFalse,
  searchParameterNamesFolded,
  searchParametersIgnored,
  searchParametersUnited,
  searchPatientByIdOnly,
  searchPeriodStartOnly,
  searchPostUrlIgnored,
  searchReferenceFirstOnly,
  searchSecondParameterDropped,
  searchSinceByDays,
  searchSortDirectionIgnored,
  searchSortDropsUndated,
  searchSortWithinThePage,
  searchStartsAfterIsGreater,
  searchStrictHandlingIgnored,
  searchStrictRefusesKnown,
  searchSummaryCountOfThePage,
  searchTokenSystemIgnored,
  searchTypeModifierFindsNothing,
  searchWholeStringOnly,
];
