import { countCodeTry } from '../../portal/developer/set-password.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalCodeTriesUnlimited: Defect = {
  name: 'portal.code-tries-unlimited',
  summary: 'An access code can be tried as often as one likes.',
  clause: 'Portal documentation, Register with Developer Portal, step 3',
  replacementOf: withoutStep(countCodeTry),
};
