import type { Defect } from '../defect.ts';
import { isTokenRequest, withJson } from './support/replies.ts';

export const tokenErrorStackTrace: Defect = {
  name: 'token.error-stack-trace',
  summary: 'Errors of the token endpoint show where in the program they arose.',
  clause: 'RFC 6749 §5.2',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status >= 400
      ? withJson(reply, (body) => ({ ...body, trace: 'Error\n    at handle (/srv/gateway/token.js:118:13)' }))
      : reply,
};
