import { readTokenParameters } from '../../oauth/read-token-parameters.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';
import { withParameters } from './support/tokens.ts';

const served = new Set(['authorization_code', 'client_credentials', 'refresh_token']);

export const tokenGrantTypeNotChecked: Defect = {
  name: 'token.grant-type-not-checked',
  summary: 'Any grant type that the server does not know is served as client credentials.',
  clause: 'RFC 6749 §5.2',
  replacementOf: afterStep(readTokenParameters, (context) => {
    const grantType = context.parameters.get('grant_type');
    if (grantType === undefined || served.has(grantType)) return;
    context.parameters = withParameters(context, { grant_type: 'client_credentials' });
  }),
};
