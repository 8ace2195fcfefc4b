import { NotFound } from '../../fhir/outcomes.ts';
import { findResource } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { resourceOfAnyone } from './support/searches.ts';

export const isolationReadNotRestricted: Defect = {
  name: 'isolation.read-not-restricted',
  summary: 'A read by id gives resources of any documented member.',
  clause: 'FHIR R4 security.html',
  replacementOf: replaceStep(findResource, async (exchange) => {
    try {
      await findResource.run(exchange);
    } catch (error) {
      exchange.resource = resourceOfAnyone(exchange, exchange.request.params.id ?? '');
      if (!exchange.resource || !(error instanceof NotFound)) throw error;
    }
  }),
};
