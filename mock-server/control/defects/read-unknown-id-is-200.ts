import { fhirErrorReply, NotFound } from '../../fhir/outcomes.ts';
import { findResource } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readUnknownIdIs200: Defect = {
  name: 'read.unknown-id-is-200',
  summary: 'The read of an id that does not exist is answered with 200.',
  clause: 'FHIR R4 http.html#read',
  report: 'https://github.com/openFHIR/openfhir/issues/45',
  replacementOf: replaceStep(findResource, async (exchange) => {
    try {
      await findResource.run(exchange);
    } catch (error) {
      if (!(error instanceof NotFound)) throw error;
      exchange.reply = { ...fhirErrorReply(error), status: 200 };
    }
  }),
};
