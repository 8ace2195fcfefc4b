import { checkConditions } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readAnyTagIs304: Defect = {
  name: 'read.any-tag-is-304',
  summary: 'A read with any If-None-Match is answered with 304.',
  clause: 'RFC 9110 §13.1.2',
  replacementOf: replaceStep(checkConditions, async (exchange) => {
    await checkConditions.run(exchange);
    if (exchange.request.headers['if-none-match'] !== undefined)
      exchange.reply = { status: 304, headers: {}, body: undefined };
  }),
};
