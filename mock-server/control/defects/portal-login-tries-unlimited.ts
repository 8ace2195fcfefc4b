import { checkLockOut, countLoginTry } from '../../portal/developer/login.ts';
import type { Defect } from '../defect.ts';
import { replaceSteps, withoutStep } from './support/steps.ts';

export const portalLoginTriesUnlimited: Defect = {
  name: 'portal.login-tries-unlimited',
  summary: 'Passwords of developers can be tried as often as one likes.',
  clause: 'Portal documentation, Authentication and Authorization Management',
  replacementOf: replaceSteps(withoutStep(checkLockOut), withoutStep(countLoginTry)),
};
