import { checkAccessCode } from '../../portal/developer/set-password.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalAnyCodeAccepted: Defect = {
  name: 'portal.any-code-accepted',
  summary: 'Any access code sets the password.',
  clause: 'Portal documentation, Register with Developer Portal, step 3',
  replacementOf: withoutStep(checkAccessCode),
};
