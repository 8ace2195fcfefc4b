import type { Defect } from '../defect.ts';
import { matchBy } from './support/searches.ts';

export const searchStartsAfterIsGreater: Defect = {
  name: 'search.starts-after-is-greater',
  summary: 'The prefixes sa and eb are taken for ge and le.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: matchBy(({ plan }) =>
    plan.criteria.map((criterion) =>
      criterion.test === 'date'
        ? {
            ...criterion,
            alternatives: criterion.alternatives.map((query) =>
              query.prefix === 'sa' || query.prefix === 'eb'
                ? { ...query, prefix: query.prefix === 'sa' ? ('ge' as const) : ('le' as const) }
                : query,
            ),
          }
        : criterion,
    ),
  ),
};
