import { parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';

export const searchStrictHandlingIgnored: Defect = {
  name: 'search.strict-handling-ignored',
  summary: 'Prefer: handling=strict changes nothing.',
  clause: 'FHIR R4 http.html#prefer',
  report: 'https://github.com/microsoft/fhir-server/issues/1726',
  replacementOf: replaceStep(parseSearch, (exchange) => {
    const { prefer: _, ...headers } = exchange.request.headers;
    return parseAs(exchange, { headers });
  }),
};
