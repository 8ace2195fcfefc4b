import type { Defect } from '../defect.ts';
import { toleranceBareChallenges } from './bare-challenges.ts';
import { toleranceExtraMembers } from './extra-members.ts';
import { toleranceFragmentAfterRedirect } from './fragment-after-redirect.ts';
import { fhirTolerances } from './index.fhir.ts';
import { toleranceJsonWithBlanks } from './json-with-blanks.ts';
import { toleranceLowerCaseBearer } from './lower-case-bearer.ts';
import { toleranceMoreCookies } from './more-cookies.ts';
import { toleranceNoErrorDescription } from './no-error-description.ts';
import { toleranceNoPragmaOnErrors } from './no-pragma-on-errors.ts';
import { toleranceOtherButtons } from './other-buttons.ts';
import { toleranceOtherErrorText } from './other-error-text.ts';
import { toleranceOtherLoginPage } from './other-login-page.ts';
import { toleranceParameterOrder } from './parameter-order.ts';
import { toleranceRedirect302 } from './redirect-302.ts';
import { toleranceRefreshWithoutRotation } from './refresh-without-rotation.ts';
import { toleranceRelativeLocation } from './relative-location.ts';
import { toleranceTermsBeforeConsent } from './terms-before-consent.ts';

/**
 * Ways in which a deployment may differ from the sandbox and still be right: of the same shape as defects, but no check
 * may fail on one.
 */
export const tolerances: readonly Defect[] = [
  toleranceOtherErrorText,
  toleranceNoErrorDescription,
  toleranceExtraMembers,
  toleranceRedirect302,
  toleranceNoPragmaOnErrors,
  toleranceLowerCaseBearer,
  toleranceRelativeLocation,
  toleranceParameterOrder,
  toleranceMoreCookies,
  toleranceOtherLoginPage,
  toleranceOtherButtons,
  toleranceTermsBeforeConsent,
  toleranceBareChallenges,
  toleranceJsonWithBlanks,
  toleranceRefreshWithoutRotation,
  toleranceFragmentAfterRedirect,
  ...fhirTolerances,
];
