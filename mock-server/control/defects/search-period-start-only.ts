import type { Defect } from '../defect.ts';
import { changeCriteria } from './support/searches.ts';

export const searchPeriodStartOnly: Defect = {
  name: 'search.period-start-only',
  summary: 'Of a Period only the start is compared.',
  clause: 'FHIR R4 search.html#date',
  replacementOf: changeCriteria('date', (criterion) => ({
    ...criterion,
    values: (resource) => criterion.values(resource).map(({ low }) => ({ low, high: low })),
  })),
};
