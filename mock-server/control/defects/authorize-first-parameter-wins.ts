import { readAuthorizeParameters } from '../../oauth/read-authorize-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

export const authorizeFirstParameterWins: Defect = {
  name: 'authorize.first-parameter-wins',
  summary: 'Of a parameter that is sent more than once the first value is taken.',
  clause: 'RFC 6749 §3.1',
  replacementOf: afterStep(readAuthorizeParameters, (context) => {
    context.repeated = new Set();
  }),
};
