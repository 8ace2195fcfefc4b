import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpTraversalIs500: Defect = {
  name: 'http.traversal-is-500',
  summary: 'Encoded slashes in an address crash the server.',
  clause: 'FHIR R4 http.html#general',
  rewrite: (reply, request) =>
    isFhirRequest(request) && /%2f/i.test(request.path) ? { ...reply, status: 500 } : reply,
};
