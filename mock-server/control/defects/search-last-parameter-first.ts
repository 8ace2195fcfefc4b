import type { Defect } from '../defect.ts';
import { chosenCriteria, matchBy } from './support/searches.ts';

export const searchLastParameterFirst: Defect = {
  name: 'search.last-parameter-first',
  summary: 'The parameter that comes last is applied, those before it are dropped.',
  clause: 'FHIR R4 search.html#combining',
  replacementOf: matchBy((exchange) => {
    const dropped = new Set(chosenCriteria(exchange).slice(0, -1));
    return exchange.plan.criteria.filter((criterion) => !dropped.has(criterion));
  }),
};
