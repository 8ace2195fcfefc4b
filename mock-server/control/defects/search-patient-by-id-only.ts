import type { Defect } from '../defect.ts';
import { spoilMatches } from './support/searches.ts';

export const searchPatientByIdOnly: Defect = {
  name: 'search.patient-by-id-only',
  summary: 'A patient written as Patient/id finds nothing; only the bare id does.',
  clause: 'FHIR R4 search.html#reference',
  replacementOf: spoilMatches((matches, { request }) =>
    request.query.get('patient')?.startsWith('Patient/') ? [] : matches,
  ),
};
