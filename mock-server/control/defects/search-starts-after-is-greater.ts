import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchStartsAfterIsGreater: Defect = {
  name: 'search.starts-after-is-greater',
  summary: 'The prefixes sa and eb are taken for ge and le.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: changeCriteria('date', (criterion) => ({
    ...criterion,
    alternatives: criterion.alternatives.map((query) => {
      if (query.prefix === 'sa') return { ...query, prefix: 'ge' as const };
      return query.prefix === 'eb' ? { ...query, prefix: 'le' as const } : query;
    }),
  })),
};
