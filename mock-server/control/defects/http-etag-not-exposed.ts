import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const httpEtagNotExposed: Defect = {
  name: 'http.etag-not-exposed',
  summary: 'Apps in a browser may not read the ETag.',
  clause: 'FHIR R4 security.html#cors',
  rewrite: (reply, request) =>
    isFhirRequest(request) ? withHeader(reply, 'access-control-expose-headers', 'Location') : reply,
};
