import { checkCodeExpiry } from '../../portal/developer/set-password.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalExpiredCodeAccepted: Defect = {
  name: 'portal.expired-code-accepted',
  summary: 'An access code works after its hour, too.',
  clause: 'Portal documentation, Register with Developer Portal, step 3',
  replacementOf: withoutStep(checkCodeExpiry),
};
