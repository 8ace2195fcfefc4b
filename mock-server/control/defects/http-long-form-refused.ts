import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpLongFormRefused: Defect = {
  name: 'http.long-form-refused',
  summary: 'A search form of several thousand characters is refused.',
  clause: 'FHIR R4 http.html#search',
  rewrite: (reply, request) =>
    isFhirRequest(request) && request.body.length > 4000 ? { ...reply, status: 413 } : reply,
};
