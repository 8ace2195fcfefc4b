import { parseSearch } from '../../fhir/search/steps.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { parseAs } from './support/searches.ts';

export const httpFormOfAnyTypeRead: Defect = {
  name: 'http.form-of-any-type-read',
  summary: 'The form of a search by POST is read whatever its media type says.',
  clause: 'RFC 9110 §15.5.16',
  replacementOf: replaceStep(parseSearch, (exchange) => {
    const { method, form, body } = exchange.request;
    return method === 'POST' && !form
      ? parseAs(exchange, { form: new URLSearchParams(body) })
      : parseSearch.run(exchange);
  }),
};
