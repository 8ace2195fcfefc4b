import { singleParameters } from '../../oauth/parameters.ts';
import { readTokenParameters, requirePost } from '../../oauth/read-token-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';
import { replaceSteps } from './support/steps.ts';

export const tokenGetServed: Defect = {
  name: 'token.get-served',
  summary: 'The token endpoint serves GET with its parameters in the query string.',
  clause: 'RFC 6749 §3.2',
  replacementOf: replaceSteps(
    replaceStep(requirePost, async (context) => {
      if (context.request.method !== 'GET') await requirePost.run(context);
    }),
    replaceStep(readTokenParameters, async (context) => {
      const { method, query } = context.request;
      if (method === 'GET') context.parameters = singleParameters(query);
      else await readTokenParameters.run(context);
    }),
  ),
};
