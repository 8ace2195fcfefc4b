import { negotiate } from '../../fhir/negotiate.ts';
import { FhirError } from '../../fhir/outcomes.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const httpAcceptComparedAsText: Defect = {
  name: 'http.accept-compared-as-text',
  summary: 'Accept is compared as a whole with application/fhir+json; anything else is 406.',
  clause: 'RFC 9110 §12.5.1',
  report: 'https://github.com/smart-on-fhir/bulk-data-server/issues/44',
  replacementOf: replaceStep(negotiate, async (exchange) => {
    await negotiate.run(exchange);
    const { accept = 'application/fhir+json' } = exchange.request.headers;
    if (accept !== 'application/fhir+json') throw new FhirError(406, 'not-supported', 'Only FHIR JSON.');
  }),
};
