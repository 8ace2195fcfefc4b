import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';

export const readLastModifiedIsNow: Defect = {
  name: 'read.last-modified-is-now',
  summary: 'Last-Modified is the moment of the answer, not that of the last change.',
  clause: 'FHIR R4 http.html#read',
  rewrite: (reply) =>
    'last-modified' in reply.headers
      ? withHeader(reply, 'last-modified', 'Fri, 01 Jan 2038 00:00:00 GMT')
      : reply,
};
