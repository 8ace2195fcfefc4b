import { InvalidRequest } from '../../oauth/errors.ts';
import { checkAuthorizeGrant } from '../../oauth/identify-client.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

const known = new Set([
  'client_id',
  'code_challenge',
  'code_challenge_method',
  'redirect_uri',
  'resource',
  'response_type',
  'scope',
  'state',
]);

export const authorizeUnknownParameterRefused: Defect = {
  name: 'authorize.unknown-parameter-refused',
  summary: 'An authorization request with a parameter that the server does not know is refused.',
  clause: 'RFC 6749 §3.1',
  replacementOf: afterStep(checkAuthorizeGrant, ({ parameters }) => {
    if ([...parameters.keys()].some((name) => !known.has(name)))
      throw new InvalidRequest('a parameter is not known');
  }),
};
