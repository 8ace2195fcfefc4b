import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responsePatientMissing: Defect = {
  name: 'response.patient-missing',
  summary: 'The token response does not say whose record the token opens.',
  clause: 'SMART App Launch 2.0.0, § launch context',
  replacementOf: changeTokenBody(({ patient: _, ...body }) => body),
};
