import type { Defect } from '../defect.ts';
import { chosenCriteria, matchBy } from './support/searches.ts';

export const searchSecondParameterDropped: Defect = {
  name: 'search.second-parameter-dropped',
  summary: 'Of several parameters that narrow a search only the first is applied.',
  clause: 'FHIR R4 search.html#combining',
  replacementOf: matchBy((exchange) => {
    const dropped = new Set(chosenCriteria(exchange).slice(1));
    return exchange.plan.criteria.filter((criterion) => !dropped.has(criterion));
  }),
};
