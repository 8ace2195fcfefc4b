import { checkAudience } from '../../oauth/check-audience.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from './support/steps.ts';

export const authorizeAudienceNotCompared: Defect = {
  name: 'authorize.audience-not-compared',
  summary: 'A request for the FHIR server of somebody else is served.',
  clause: 'SMART App Launch 2.0.0, § obtain authorization code',
  replacementOf: withoutStep(checkAudience),
};
