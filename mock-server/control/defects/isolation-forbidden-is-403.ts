import { FhirError, NotFound } from '../../fhir/outcomes.ts';
import { findResource } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { resourceOfAnyone } from './support/searches.ts';

export const isolationForbiddenIs403: Defect = {
  name: 'isolation.forbidden-is-403',
  summary: 'What belongs to another member is refused in other words than what there is not.',
  clause: 'FHIR R4 security.html',
  replacementOf: replaceStep(findResource, async (exchange) => {
    try {
      await findResource.run(exchange);
    } catch (error) {
      const exists = resourceOfAnyone(exchange, exchange.request.params.id ?? '') !== undefined;
      throw error instanceof NotFound && exists
        ? new FhirError(403, 'forbidden', 'This belongs to another member.')
        : error;
    }
  }),
};
