import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';

export const httpMemberDataCacheable: Defect = {
  name: 'http.member-data-cacheable',
  summary: 'Any cache may keep member data for a minute.',
  clause: 'RFC 9111 §5.2.2',
  rewrite: (reply, { path }) =>
    reply.status === 200 && path.startsWith('/ghp/fhir4/v1/')
      ? withHeader(reply, 'cache-control', 'public, max-age=60')
      : reply,
};
