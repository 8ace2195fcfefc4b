import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const httpRequestIdConstant: Defect = {
  name: 'http.request-id-constant',
  summary: 'X-Request-Id is the same on every answer.',
  clause: 'FHIR R4 http.html#custom',
  rewrite: (reply, request) => (isFhirRequest(request) ? withHeader(reply, 'x-request-id', 'node-1') : reply),
};
