import { parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';

export const searchPostUrlIgnored: Defect = {
  name: 'search.post-url-ignored',
  summary: 'A search by POST looks at the form body alone, not at the parameters in its URL.',
  clause: 'FHIR R4 http.html#search',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/7567',
  replacementOf: replaceStep(parseSearch, (exchange) =>
    exchange.request.method === 'POST'
      ? parseAs(exchange, { query: new URLSearchParams() })
      : parseSearch.run(exchange),
  ),
};
