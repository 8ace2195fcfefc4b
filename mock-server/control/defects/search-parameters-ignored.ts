import type { Defect } from '../defect.ts';
import { chosenCriteria, matchBy } from './support/searches.ts';

export const searchParametersIgnored: Defect = {
  name: 'search.parameters-ignored',
  summary: 'Parameters are accepted and echoed, and find the whole record.',
  clause: 'FHIR R4 search.html#errors',
  replacementOf: matchBy((exchange) => {
    const ignored = new Set(chosenCriteria(exchange));
    return exchange.plan.criteria.filter((criterion) => !ignored.has(criterion));
  }),
};
