import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const bearerCacheable: Defect = {
  name: 'bearer.cacheable',
  summary: 'Shared caches may keep what one member may see.',
  clause: 'RFC 6750 §5.3',
  rewrite: (reply, request) =>
    isFhirRequest(request) && reply.status === 200 && request.headers.authorization !== undefined
      ? withHeader(reply, 'cache-control', 'public, max-age=60')
      : reply,
};
