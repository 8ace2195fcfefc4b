import { checkConditions } from '../../fhir/read.ts';
import type { Defect } from '../defect.ts';
import { withoutStep } from '../defects/support/steps.ts';

export const toleranceConditionsIgnored: Defect = {
  name: 'tolerance.conditions-ignored',
  summary: 'Conditional reads are answered with the resource.',
  clause: 'FHIR R4 http.html#cread',
  replacementOf: withoutStep(checkConditions),
};
