import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const tokenJsonBodyRead: Defect = {
  name: 'token.json-body-read',
  summary: 'A JSON body is taken for a token request.',
  clause: 'RFC 6749 §4.4.2',
  replacementOf: replaceStep(readTokenParameters, async (context) => {
    const { headers, body } = context.request;
    if (headers['content-type'] === 'application/json')
      context.parameters = new Map(Object.entries<string>(JSON.parse(body)));
    else await readTokenParameters.run(context);
  }),
};
