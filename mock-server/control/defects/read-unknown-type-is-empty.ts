import { resolveType } from '../../fhir/admit.ts';
import { NotFound } from '../../fhir/outcomes.ts';
import { jsonReply } from '../../reply.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readUnknownTypeIsEmpty: Defect = {
  name: 'read.unknown-type-is-empty',
  summary: 'A search of a type that is not served finds nothing, in place of 404.',
  clause: 'FHIR R4 http.html#Status-Codes',
  report: 'https://github.com/HeliosSoftware/hfs/issues/989',
  replacementOf: replaceStep(resolveType, async (exchange) => {
    try {
      await resolveType.run(exchange);
    } catch (error) {
      if (!(error instanceof NotFound) || exchange.request.params.id !== undefined) throw error;
      exchange.reply = jsonReply(200, { resourceType: 'Bundle', type: 'searchset', total: 0 });
    }
  }),
};
