import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const httpContentTypeHtml: Defect = {
  name: 'http.content-type-html',
  summary: 'FHIR resources are labelled as HTML.',
  clause: 'FHIR R4 http.html#mime-type',
  rewrite: (reply, request) =>
    reply.status === 200 && isFhirRequest(request)
      ? withHeader(reply, 'content-type', 'text/html;charset=UTF-8')
      : reply,
};
