import { selectMatches } from '../../fhir/search/select.ts';
import { match, scopeOf } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchOrTakesTheFirst: Defect = {
  name: 'search.or-takes-the-first',
  summary: 'Of several codes joined by commas only the first is searched.',
  clause: 'FHIR R4 search.html#combining',
  replacementOf: replaceStep(match, (exchange) => {
    const { candidates, plan } = exchange;
    const criteria = plan.criteria.map((criterion) =>
      criterion.test === 'token'
        ? { ...criterion, alternatives: criterion.alternatives.slice(0, 1) }
        : criterion,
    );
    exchange.matches = selectMatches(candidates, criteria, scopeOf(exchange));
  }),
};
