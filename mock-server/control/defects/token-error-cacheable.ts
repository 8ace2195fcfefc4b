import type { Defect } from '../defect.ts';
import { isTokenRequest, withoutHeaders } from './support/replies.ts';

export const tokenErrorCacheable: Defect = {
  name: 'token.error-cacheable',
  summary: 'Errors of the token endpoint do not forbid caches to keep them.',
  clause: 'RFC 6749 §5.2',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status >= 400 ? withoutHeaders(reply, 'cache-control', 'pragma') : reply,
};
