import { negotiate } from '../../fhir/negotiate.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const httpFormatIgnored: Defect = {
  name: 'http.format-ignored',
  summary: 'The parameter _format is not looked at.',
  clause: 'FHIR R4 http.html#parameters',
  report: 'https://github.com/HealthIntersections/FHIRsmith/issues/85',
  replacementOf: replaceStep(negotiate, async (exchange) => {
    const query = new URLSearchParams(exchange.request.query);
    query.delete('_format');
    const other = { ...exchange, request: { ...exchange.request, query } };
    await negotiate.run(other);
    exchange.contentType = other.contentType;
  }),
};
