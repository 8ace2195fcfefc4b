import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchReferenceFirstOnly: Defect = {
  name: 'search.reference-first-only',
  summary: 'References are compared with the first one of a resource alone.',
  clause: 'FHIR R4 search.html#reference',
  replacementOf: changeCriteria('reference', (criterion) => ({
    ...criterion,
    values: (resource) => criterion.values(resource).slice(0, 1),
  })),
};
