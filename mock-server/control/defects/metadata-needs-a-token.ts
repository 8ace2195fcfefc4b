import { describeServer } from '../../fhir/capability.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const metadataNeedsAToken: Defect = {
  name: 'metadata.needs-a-token',
  summary: 'The CapabilityStatement is given only to clients that have a token.',
  clause: 'FHIR R4 http.html#capabilities',
  report: 'https://github.com/openemr/openemr/issues/4055',
  replacementOf: replaceStep(describeServer, async (exchange) => {
    exchange.access = await exchange.accessOf(exchange.request, exchange.endpoint);
    await describeServer.run(exchange);
  }),
};
