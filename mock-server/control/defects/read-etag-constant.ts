import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';

export const readEtagConstant: Defect = {
  name: 'read.etag-constant',
  summary: 'Every resource has the same ETag, whatever its version.',
  clause: 'FHIR R4 http.html#versioning',
  rewrite: (reply) => (reply.headers.etag === undefined ? reply : withHeader(reply, 'etag', 'W/"0"')),
};
