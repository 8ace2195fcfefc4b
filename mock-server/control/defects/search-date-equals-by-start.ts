import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchDateEqualsByStart: Defect = {
  name: 'search.date-equals-by-start',
  summary: 'The prefix ge is taken for sa: what covers the date is not found.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: changeCriteria('date', (criterion) => ({
    ...criterion,
    alternatives: criterion.alternatives.map((query) =>
      query.prefix === 'ge' ? { ...query, prefix: 'sa' as const } : query,
    ),
  })),
};
