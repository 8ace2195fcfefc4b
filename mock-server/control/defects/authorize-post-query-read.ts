import { readAuthorizeParameters } from '../../oauth/read-authorize-parameters.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizePostQueryRead: Defect = {
  name: 'authorize.post-query-read',
  summary: 'A POST to the authorization endpoint is served with its parameters in the query string.',
  clause: 'RFC 6749 §3.1',
  replacementOf: replaceStep(readAuthorizeParameters, async (context) => {
    const lenient = { ...context, rules: { ...context.rules, queryParameters: true } };
    await readAuthorizeParameters.run(lenient);
    const { parameters, repeated } = lenient;
    Object.assign(context, { parameters, repeated });
  }),
};
