import { meets } from '../../fhir/search/match.ts';
import { match } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { chosenCriteria } from './support/searches.ts';

export const searchParametersUnited: Defect = {
  name: 'search.parameters-united',
  summary: 'Several parameters find what any of them finds.',
  clause: 'FHIR R4 search.html#combining',
  replacementOf: replaceStep(match, (exchange) => {
    const chosen = chosenCriteria(exchange);
    const scope = exchange.plan.criteria.filter((criterion) => !chosen.includes(criterion));
    exchange.matches = exchange.candidates.filter(
      (resource) =>
        scope.every((criterion) => meets(resource, criterion)) &&
        (chosen.length === 0 || chosen.some((criterion) => meets(resource, criterion))),
    );
  }),
};
