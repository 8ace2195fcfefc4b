import { checkClientGrant } from '../../oauth/check-grant-type.ts';
import { InvalidRequest } from '../../oauth/errors.ts';
import type { Defect } from '../defect.ts';
import { afterStep } from './support/steps.ts';

const known = new Set([
  'client_id',
  'client_secret',
  'code',
  'code_verifier',
  'grant_type',
  'redirect_uri',
  'refresh_token',
  'resource',
  'scope',
]);

export const tokenUnknownParameterRefused: Defect = {
  name: 'token.unknown-parameter-refused',
  summary: 'A token request with a parameter that the server does not know is refused.',
  clause: 'RFC 6749 §3.2',
  replacementOf: afterStep(checkClientGrant, ({ parameters }) => {
    if ([...parameters.keys()].some((name) => !known.has(name))) {
      throw new InvalidRequest('a parameter is not known');
    }
  }),
};
