import type { Defect } from '../defect.ts';
import { isTokenRequest, withoutHeaders } from './support/replies.ts';

export const responseCacheable: Defect = {
  name: 'response.cacheable',
  summary: 'Token responses do not forbid caches to keep them.',
  clause: 'RFC 6749 §5.1',
  report: 'https://github.com/Fraunhofer-AISEC/omejdn-server/issues/27',
  rewrite: (reply, request) =>
    isTokenRequest(request) ? withoutHeaders(reply, 'cache-control', 'pragma') : reply,
};
