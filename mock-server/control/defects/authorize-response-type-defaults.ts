import { checkResponseType } from '../../oauth/check-authorize-request.ts';
import { type Defect, replaceStep } from '../defect.ts';

export const authorizeResponseTypeDefaults: Defect = {
  name: 'authorize.response-type-defaults',
  summary: 'A request without response_type is taken for one with "code".',
  clause: 'RFC 6749 §3.1.1',
  replacementOf: replaceStep(checkResponseType, async (context) => {
    if (context.parameters.has('response_type')) await checkResponseType.run(context);
  }),
};
