import { checkCodeUnused, useRegistration } from '../../portal/developer/set-password.ts';
import type { Defect } from '../defect.ts';
import { replaceSteps, withoutStep } from './support/steps.ts';

export const portalUsedCodeAccepted: Defect = {
  name: 'portal.used-code-accepted',
  summary: 'An access code sets a password again and again.',
  clause: 'Portal documentation, Register with Developer Portal, step 3',
  replacementOf: replaceSteps(withoutStep(checkCodeUnused), withoutStep(useRegistration)),
};
