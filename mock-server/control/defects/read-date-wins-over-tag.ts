import { checkConditions } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readDateWinsOverTag: Defect = {
  name: 'read.date-wins-over-tag',
  summary: 'Beside If-Modified-Since an If-None-Match is not looked at.',
  clause: 'RFC 9110 §13.2.2',
  replacementOf: replaceStep(checkConditions, async (exchange) => {
    const { 'if-none-match': _, ...headers } = exchange.request.headers;
    if (headers['if-modified-since'] === undefined) return checkConditions.run(exchange);
    const other = { ...exchange, request: { ...exchange.request, headers } };
    await checkConditions.run(other);
    if (other.reply) exchange.reply = other.reply;
  }),
};
