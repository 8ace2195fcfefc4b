import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenLastParameterWins: Defect = {
  name: 'token.last-parameter-wins',
  summary: 'Of a parameter that is sent more than once the last value is taken.',
  clause: 'RFC 6749 §3.2',
  replacementOf: replaceStep(readTokenParameters, async (context) => {
    const { request, rules } = context;
    if (!request.form) return readTokenParameters.run(context);
    const sent = [...(rules.queryParameters ? request.query : []), ...request.form];
    context.parameters = new Map(sent.filter(([, value]) => value !== ''));
  }),
};
