import { negotiate } from '../../fhir/negotiate.ts';
import { fhirJson } from '../../fhir/outcomes.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const httpAcceptIgnored: Defect = {
  name: 'http.accept-ignored',
  summary: 'Whatever is asked for, JSON is sent.',
  clause: 'RFC 9110 §12.5.1',
  report: 'https://github.com/FirelyTeam/spark/issues/323',
  replacementOf: replaceStep(negotiate, (exchange) => {
    exchange.contentType = fhirJson;
  }),
};
