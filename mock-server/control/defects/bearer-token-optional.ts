import type { Defect } from '../defect.ts';
import { firstMember, letIn } from './support/bearer.ts';

export const bearerTokenOptional: Defect = {
  name: 'bearer.token-optional',
  summary: 'A request without a token is served, with the data of the first member.',
  clause: 'RFC 6750 §3',
  replacementOf: letIn((_refusal, exchange) =>
    exchange.request.headers.authorization === undefined ? firstMember(exchange) : undefined,
  ),
};
