import { readAuthorizeParameters } from '../../oauth/read-authorize-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';
import { withParameters } from './support/tokens.ts';

export const authorizeStateInvented: Defect = {
  name: 'authorize.state-invented',
  summary: 'A request without state is answered with the state "null".',
  clause: 'RFC 6749 §4.1.2',
  replacementOf: afterStep(readAuthorizeParameters, (context) => {
    if (context.parameters.has('state')) return;
    context.parameters = withParameters(context, { state: 'null' });
  }),
};
