import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchFirstRepetitionOnly: Defect = {
  name: 'search.first-repetition-only',
  summary: 'Tokens are compared with the first value of a resource alone.',
  clause: 'FHIR R4 search.html#token',
  replacementOf: changeCriteria('token', (criterion) => ({
    ...criterion,
    values: (resource) => criterion.values(resource).slice(0, 1),
  })),
};
