import { selectMatches } from '../../fhir/search/select.ts';
import { match, scopeOf } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchCategoryIgnored: Defect = {
  name: 'search.category-ignored',
  summary: 'A search by category finds all categories.',
  clause: 'FHIR R4 search.html#token',
  replacementOf: replaceStep(match, (exchange) => {
    const { candidates, plan } = exchange;
    const applied = plan.criteria.filter(({ name }) => name !== 'category');
    exchange.matches = selectMatches(candidates, applied, scopeOf(exchange));
  }),
};
