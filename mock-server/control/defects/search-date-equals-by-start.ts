import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const searchDateEqualsByStart: Defect = {
  name: 'search.date-equals-by-start',
  summary: 'A date equals a search when both begin on the same day, whatever else they cover.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: matchBy(({ plan }) =>
    plan.criteria.map((criterion) =>
      criterion.test === 'date'
        ? {
            ...criterion,
            alternatives: criterion.alternatives.map((query) =>
              query.prefix === 'ge' ? { ...query, prefix: 'sa' as const } : query,
            ),
          }
        : criterion,
    ),
  ),
};
