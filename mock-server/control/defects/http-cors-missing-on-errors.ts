import type { Defect } from '../defect.ts';
import { isFhirRequest, withoutHeaders } from './support/replies.ts';

export const httpCorsMissingOnErrors: Defect = {
  name: 'http.cors-missing-on-errors',
  summary: 'Errors come without the header that lets an app in a browser read them.',
  clause: 'FHIR R4 security.html#cors',
  rewrite: (reply, request) =>
    reply.status >= 400 && isFhirRequest(request)
      ? withoutHeaders(reply, 'access-control-allow-origin')
      : reply,
};
