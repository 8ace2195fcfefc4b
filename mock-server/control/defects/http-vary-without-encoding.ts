import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const httpVaryWithoutEncoding: Defect = {
  name: 'http.vary-without-encoding',
  summary: 'Answers that are compressed on demand do not say so in Vary.',
  clause: 'RFC 9110 §12.5.5',
  rewrite: (reply, request) => (isFhirRequest(request) ? withHeader(reply, 'vary', 'Accept') : reply),
};
