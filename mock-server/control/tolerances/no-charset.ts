import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from '../defects/support/replies.ts';

export const toleranceNoCharset: Defect = {
  name: 'tolerance.no-charset',
  summary: 'The media type comes without a character set, which is UTF-8 anyway.',
  clause: 'FHIR R4 http.html#mime-type',
  rewrite: (reply, request) => {
    const type = reply.headers['content-type'];
    return isFhirRequest(request) && typeof type === 'string'
      ? withHeader(reply, 'content-type', type.replace(/;.*/, ''))
      : reply;
  },
};
