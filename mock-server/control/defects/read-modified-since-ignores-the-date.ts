import { checkConditions } from '../../fhir/read.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const readModifiedSinceIgnoresTheDate: Defect = {
  name: 'read.modified-since-ignores-the-date',
  summary: 'A read with If-Modified-Since is answered with 304 whatever the date.',
  clause: 'FHIR R4 http.html#cread',
  replacementOf: replaceStep(checkConditions, async (exchange) => {
    const { headers } = exchange.request;
    await checkConditions.run(exchange);
    if (headers['if-modified-since'] !== undefined && headers['if-none-match'] === undefined)
      exchange.reply = { status: 304, headers: {}, body: undefined };
  }),
};
