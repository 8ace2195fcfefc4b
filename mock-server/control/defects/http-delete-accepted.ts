import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpDeleteAccepted: Defect = {
  name: 'http.delete-accepted',
  summary: 'DELETE is answered with 204.',
  clause: 'FHIR R4 http.html#delete',
  rewrite: (reply, request) =>
    request.method === 'DELETE' && isFhirRequest(request)
      ? { status: 204, headers: reply.headers, body: undefined }
      : reply,
};
