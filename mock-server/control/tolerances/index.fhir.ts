import type { Defect } from '../defect.ts';
import { toleranceBundleTimestamp } from './bundle-timestamp.ts';
import { toleranceConditionsIgnored } from './conditions-ignored.ts';
import { toleranceElementsNotSupported } from './elements-not-supported.ts';
import { toleranceExtraExtension } from './extra-extension.ts';
import { toleranceExtraProfile } from './extra-profile.ts';
import { toleranceFewerTypes } from './fewer-types.ts';
import { toleranceHeadRefused } from './head-refused.ts';
import { toleranceHintInEveryResult } from './hint-in-every-result.ts';
import { toleranceIncludesFirst } from './includes-first.ts';
import { toleranceMemberChainsRefused } from './member-chains-refused.ts';
import { toleranceMissingModifierRefused } from './missing-modifier-refused.ts';
import { toleranceMoreLinks } from './more-links.ts';
import { toleranceNoCharset } from './no-charset.ts';
import { toleranceNoCompression } from './no-compression.ts';
import { toleranceNoTotal } from './no-total.ts';
import { toleranceNoVersionsServed } from './no-versions-served.ts';
import { toleranceOtherOrder } from './other-order.ts';
import { toleranceOtherOutcomeText } from './other-outcome-text.ts';
import { tolerancePageSizeTwenty } from './page-size-twenty.ts';
import { toleranceRelativeLinks } from './relative-links.ts';
import { toleranceReverseChainsRefused } from './reverse-chains-refused.ts';
import { toleranceSecurityLabels } from './security-labels.ts';
import { toleranceSortNotSupported } from './sort-not-supported.ts';
import { toleranceUnknownParametersRefused } from './unknown-parameters-refused.ts';

/** Ways in which a FHIR server may differ from the sandbox and still be right. */
export const fhirTolerances: readonly Defect[] = [
  toleranceBundleTimestamp,
  toleranceConditionsIgnored,
  toleranceElementsNotSupported,
  toleranceExtraExtension,
  toleranceExtraProfile,
  toleranceFewerTypes,
  toleranceHeadRefused,
  toleranceHintInEveryResult,
  toleranceIncludesFirst,
  toleranceMemberChainsRefused,
  toleranceMissingModifierRefused,
  toleranceMoreLinks,
  toleranceNoCharset,
  toleranceNoCompression,
  toleranceNoTotal,
  toleranceNoVersionsServed,
  toleranceOtherOrder,
  toleranceOtherOutcomeText,
  tolerancePageSizeTwenty,
  toleranceRelativeLinks,
  toleranceReverseChainsRefused,
  toleranceSecurityLabels,
  toleranceSortNotSupported,
  toleranceUnknownParametersRefused,
];
