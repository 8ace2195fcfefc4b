import { checkForm } from '../../portal/developer/guards.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalFormsNotBound: Defect = {
  name: 'portal.forms-not-bound',
  summary: 'Forms are taken without the token of their page.',
  clause: 'OWASP ASVS 4.0 §4.2.2',
  replacementOf: withoutStep(checkForm),
};
