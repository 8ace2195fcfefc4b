import type { Defect } from '../defect.ts';
import { changeTokenBody } from './support/tokens.ts';

export const responseExpiresInMilliseconds: Defect = {
  name: 'response.expires-in-milliseconds',
  summary: 'expires_in is the moment of expiry in milliseconds, not the lifetime in seconds.',
  clause: 'RFC 6749 §5.1',
  report: 'https://github.com/OAuth-Apis/apis/issues/56',
  replacementOf: changeTokenBody((body, { ports, rules }) => ({
    ...body,
    expires_in: ports.clock.now() + rules.tokenLifeSeconds * 1000,
  })),
};
