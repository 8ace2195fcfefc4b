import type { Defect } from '../defect.ts';
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
import { searchSummaryCountOfThePage } from './search-summary-count-of-the-page.ts';
import { searchTokenSystemIgnored } from './search-token-system-ignored.ts';
import { searchTypeModifierFindsNothing } from './search-type-modifier-finds-nothing.ts';
import { searchWholeStringOnly } from './search-whole-string-only.ts';

/** Faults of the FHIR side that the suites’ searches, relations and representations find. */
export const fhirDefects: readonly Defect[] = [
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
  searchSummaryCountOfThePage,
  searchTokenSystemIgnored,
  searchTypeModifierFindsNothing,
  searchWholeStringOnly,
];
