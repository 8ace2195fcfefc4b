import type { Defect } from '../defect.ts';
import { authenticationOptional } from './support/authentication.ts';

export const tokenMemberAuthenticationOptional: Defect = {
  name: 'token.member-authentication-optional',
  summary: 'A code and a client id without the secret are enough for a member token.',
  clause: 'RFC 6749 §3.2.1',
  replacementOf: authenticationOptional((grantType) => grantType === 'authorization_code'),
};
