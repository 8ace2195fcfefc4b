import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpWriteIs500: Defect = {
  name: 'http.write-is-500',
  summary: 'An update crashes the server.',
  clause: 'FHIR R4 http.html#Status-Codes',
  rewrite: (reply, request) =>
    request.method === 'PUT' && isFhirRequest(request) ? { ...reply, status: 500 } : reply,
};
