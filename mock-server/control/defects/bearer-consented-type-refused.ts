import { BearerError } from '../../context.ts';
import { authorizeType } from '../../fhir/admit.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const bearerConsentedTypeRefused: Defect = {
  name: 'bearer.consented-type-refused',
  summary: 'Observations are refused although the member shared them.',
  clause: 'RFC 6750 §3.1',
  replacementOf: replaceStep(authorizeType, async (exchange) => {
    if (exchange.type === 'Observation' && exchange.base.name === 'patient-access')
      throw new BearerError(403, 'insufficient_scope', 'The token does not cover Observation.');
    await authorizeType.run(exchange);
  }),
};
