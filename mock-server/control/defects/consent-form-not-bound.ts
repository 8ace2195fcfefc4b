import { checkConsentForm } from '../../portal/consent.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const consentFormNotBound: Defect = {
  name: 'consent.form-not-bound',
  summary: 'The consent form is taken from any browser that is signed in, whoever was shown it.',
  clause: 'RFC 6749 §10.12',
  replacementOf: withoutStep(checkConsentForm),
};
