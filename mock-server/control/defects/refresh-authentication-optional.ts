import type { Defect } from '../defect.ts';
import { authenticationOptional } from './support/authentication.ts';

export const refreshAuthenticationOptional: Defect = {
  name: 'refresh.authentication-optional',
  summary: 'A refresh token and a client id without the secret are enough for a new token.',
  clause: 'RFC 6749 §6',
  replacementOf: authenticationOptional((grantType) => grantType === 'refresh_token'),
};
