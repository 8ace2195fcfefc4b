import { selectMatches } from '../../fhir/search/select.ts';
import { match, scopeOf } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { chosenCriteria } from './support/searches.ts';

export const searchParametersUnited: Defect = {
  name: 'search.parameters-united',
  summary: 'Several parameters find what any of them finds.',
  clause: 'FHIR R4 search.html#combining',
  replacementOf: replaceStep(match, (exchange) => {
    const chosen = chosenCriteria(exchange);
    const scope = exchange.plan.criteria.filter((criterion) => !chosen.includes(criterion));
    const select = (criteria: typeof chosen) =>
      selectMatches(exchange.candidates, [...scope, ...criteria], scopeOf(exchange));
    const found = new Set(chosen.flatMap((criterion) => select([criterion])));
    exchange.matches = chosen.length === 0 ? select([]) : exchange.candidates.filter((one) => found.has(one));
  }),
};
