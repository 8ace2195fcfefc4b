import type { Defect } from '../defect.ts';
import { chosenCriteria, matchBy } from './support/searches.ts';

export const pagingFiltersLost: Defect = {
  name: 'paging.filters-lost',
  summary: 'From the second page on the parameters of the search do not hold.',
  clause: 'FHIR R4 http.html#paging',
  report: 'https://github.com/microsoft/fhir-server/issues/860',
  replacementOf: matchBy((exchange) => {
    const { plan } = exchange;
    if (plan.after === undefined) return plan.criteria;
    const lost = new Set(chosenCriteria(exchange));
    return plan.criteria.filter((criterion) => !lost.has(criterion));
  }),
};
