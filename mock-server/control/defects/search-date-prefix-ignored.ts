import { selectMatches } from '../../fhir/search/select.ts';
import { match, scopeOf } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const searchDatePrefixIgnored: Defect = {
  name: 'search.date-prefix-ignored',
  summary: 'Dates in a search, and their prefixes, are read and echoed but not applied.',
  clause: 'FHIR R4 search.html#prefix',
  replacementOf: replaceStep(match, (exchange) => {
    const { candidates, plan } = exchange;
    const applied = plan.criteria.filter(({ test }) => test !== 'date');
    exchange.matches = selectMatches(candidates, applied, scopeOf(exchange));
  }),
};
