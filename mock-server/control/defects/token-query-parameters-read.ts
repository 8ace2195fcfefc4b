import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenQueryParametersRead: Defect = {
  name: 'token.query-parameters-read',
  summary: 'The token endpoint takes its parameters from the query string too.',
  clause: 'RFC 6749 §4.4.2',
  replacementOf: replaceStep(readTokenParameters, async (context) => {
    const lenient = { ...context, rules: { ...context.rules, queryParameters: true } };
    await readTokenParameters.run(lenient);
    context.parameters = lenient.parameters;
  }),
};
