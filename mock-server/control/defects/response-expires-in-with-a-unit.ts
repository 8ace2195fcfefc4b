import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseExpiresInWithAUnit: Defect = {
  name: 'response.expires-in-with-a-unit',
  summary: 'The lifetime of tokens is a text with a unit.',
  clause: 'RFC 6749 §5.1',
  replacementOf: changeTokenBody((body) => ({ ...body, expires_in: `${body.expires_in}s` })),
};
