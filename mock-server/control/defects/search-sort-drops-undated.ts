import { order } from '../../fhir/search/steps.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const searchSortDropsUndated: Defect = {
  name: 'search.sort-drops-undated',
  summary: 'A sorted result leaves out the match that sorts last.',
  clause: 'FHIR R4 search.html#sort',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/4098',
  replacementOf: afterStep(order, (exchange) => {
    if (exchange.plan.sort.length > 0) exchange.ordered = exchange.ordered.slice(0, -1);
  }),
};
