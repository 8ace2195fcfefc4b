import { resolveType } from '../../fhir/admit.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readTypeInAnyCase: Defect = {
  name: 'read.type-in-any-case',
  summary: 'Type names in addresses are understood in any case.',
  clause: 'FHIR R4 http.html#general',
  replacementOf: replaceStep(resolveType, (exchange) => {
    const asked = exchange.request.params.type ?? '';
    const type = [...exchange.base.types.keys()].find((one) => one.toLowerCase() === asked.toLowerCase());
    const params = { ...exchange.request.params, type: type ?? asked };
    const other = { ...exchange, request: { ...exchange.request, params } };
    resolveType.run(other);
    exchange.type = other.type;
  }),
};
