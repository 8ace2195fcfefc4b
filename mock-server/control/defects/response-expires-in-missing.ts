import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseExpiresInMissing: Defect = {
  name: 'response.expires-in-missing',
  summary: 'Token responses do not say how long the token lives.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody(({ expires_in: _, ...body }) => body),
};
