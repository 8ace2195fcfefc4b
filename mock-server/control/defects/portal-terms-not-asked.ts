import { checkTermsConfirmed } from '../../portal/production/start.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const portalTermsNotAsked: Defect = {
  name: 'portal.terms-not-asked',
  summary: 'The questionnaire opens without the Terms of Use being confirmed.',
  clause: 'Portal documentation, Production API Access',
  replacementOf: withoutStep(checkTermsConfirmed),
};
