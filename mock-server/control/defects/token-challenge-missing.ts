import type { Defect } from '../defect.ts';
import { isTokenRequest, withoutHeaders } from './support/replies.ts';

export const tokenChallengeMissing: Defect = {
  name: 'token.challenge-missing',
  summary: 'A 401 of the token endpoint does not say how to authenticate.',
  clause: 'RFC 9110 §15.5.2',
  report: 'https://github.com/wso2/api-manager/issues/1604',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status === 401 ? withoutHeaders(reply, 'www-authenticate') : reply,
};
