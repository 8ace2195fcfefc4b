import type { Defect } from '../defect.ts';
import { asNamedMember } from './support/isolation.ts';

export const isolationListOfPatientsNotCompared: Defect = {
  name: 'isolation.list-of-patients-not-compared',
  summary: 'When a search names several patients, the last one’s record is searched.',
  clause: 'FHIR R4 security.html',
  replacementOf: asNamedMember(({ query }) => query.get('patient')?.includes(',') === true),
};
