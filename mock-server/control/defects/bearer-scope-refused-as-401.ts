import { BearerError } from '../../context.ts';
import { authorizeType } from '../../fhir/admit.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const bearerScopeRefusedAs401: Defect = {
  name: 'bearer.scope-refused-as-401',
  summary: 'A token that does not cover a type is refused as if it were invalid.',
  clause: 'RFC 6750 §3.1',
  report: 'https://github.com/doorkeeper-gem/doorkeeper/issues/243',
  replacementOf: replaceStep(authorizeType, async (exchange) => {
    try {
      await authorizeType.run(exchange);
    } catch (error) {
      if (!(error instanceof BearerError)) throw error;
      throw new BearerError(401, 'invalid_token', 'Invalid access token');
    }
  }),
};
