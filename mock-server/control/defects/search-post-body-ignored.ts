import { parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';

export const searchPostBodyIgnored: Defect = {
  name: 'search.post-body-ignored',
  summary: 'The parameters in the body of POST _search are not read.',
  clause: 'FHIR R4 http.html#search',
  replacementOf: replaceStep(parseSearch, (exchange) => parseAs(exchange, { form: undefined, body: '' })),
};
