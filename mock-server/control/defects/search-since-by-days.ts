import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchSinceByDays: Defect = {
  name: 'search.since-by-days',
  summary:
    'Searches by _lastUpdated compare whole days, so that what changed earlier that day counts as since.',
  clause: 'FHIR R4 search.html#date',
  replacementOf: changeCriteria('date', (criterion) =>
    criterion.name === '_lastUpdated'
      ? {
          ...criterion,
          alternatives: criterion.alternatives.map((query) => ({ ...query, range: wholeDay(query.range) })),
        }
      : criterion,
  ),
};

const DAY = 86_400_000;

function wholeDay({ low, high }: { readonly low: number; readonly high: number }) {
  return { low: Math.floor(low / DAY) * DAY, high: Math.ceil((high + 1) / DAY) * DAY - 1 };
}
