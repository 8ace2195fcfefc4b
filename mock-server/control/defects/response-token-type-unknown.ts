import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseTokenTypeUnknown: Defect = {
  name: 'response.token-type-unknown',
  summary: 'Token responses name the token type "jwt", which no client knows.',
  clause: 'RFC 6749 §7.1',
  replacementOf: changeTokenBody((body) => ({ ...body, token_type: 'jwt' })),
};
