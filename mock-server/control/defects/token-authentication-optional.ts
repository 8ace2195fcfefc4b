import type { Defect } from '../defect.ts';
import { authenticationOptional } from './support/authentication.ts';

export const tokenAuthenticationOptional: Defect = {
  name: 'token.authentication-optional',
  summary: 'A client id without a secret is enough for a token.',
  clause: 'RFC 6749 §3.2.1',
  replacementOf: authenticationOptional(() => true),
};
