import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpCreateAccepted: Defect = {
  name: 'http.create-accepted',
  summary: 'A create is answered with 201.',
  clause: 'FHIR R4 http.html#create',
  rewrite: (reply, request) =>
    request.method === 'POST' && isFhirRequest(request) && !request.path.endsWith('/_search')
      ? { status: 201, headers: reply.headers, body: undefined }
      : reply,
};
