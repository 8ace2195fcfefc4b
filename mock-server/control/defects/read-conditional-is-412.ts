import { checkConditions } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readConditionalIs412: Defect = {
  name: 'read.conditional-is-412',
  summary: 'A read whose tag is the current one is answered with 412, as if it were an update.',
  clause: 'FHIR R4 http.html#cread',
  replacementOf: replaceStep(checkConditions, async (exchange) => {
    await checkConditions.run(exchange);
    if (exchange.reply) exchange.reply = { ...exchange.reply, status: 412 };
  }),
};
