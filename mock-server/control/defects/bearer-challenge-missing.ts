import type { Defect } from '../defect.ts';
import { isFhirRequest, withoutHeaders } from './support/replies.ts';

export const bearerChallengeMissing: Defect = {
  name: 'bearer.challenge-missing',
  summary: 'A refused token is answered without a challenge.',
  clause: 'RFC 6750 §3',
  report: 'https://github.com/oauthjs/node-oauth2-server/issues/553',
  rewrite(reply, request) {
    const isRefused = reply.status === 401 && request.headers.authorization !== undefined;
    return isRefused && isFhirRequest(request) ? withoutHeaders(reply, 'www-authenticate') : reply;
  },
};
