import { checkAppLimit } from '../../portal/developer/change-apps.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalFourthAppAccepted: Defect = {
  name: 'portal.fourth-app-accepted',
  summary: 'A fourth app is registered like the first three.',
  clause: 'Portal documentation, Register an Application, note',
  replacementOf: withoutStep(checkAppLimit),
};
