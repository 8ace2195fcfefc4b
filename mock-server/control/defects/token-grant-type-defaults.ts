import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';
import { withParameters } from './support/tokens.ts';

export const tokenGrantTypeDefaults: Defect = {
  name: 'token.grant-type-defaults',
  summary: 'A token request without grant_type is served as client credentials.',
  clause: 'RFC 6749 §4.4.2',
  replacementOf: afterStep(readTokenParameters, (context) => {
    if (context.parameters.has('grant_type')) return;
    context.parameters = withParameters(context, { grant_type: 'client_credentials' });
  }),
};
