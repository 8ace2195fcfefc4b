import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpCorsPreflightRefused: Defect = {
  name: 'http.cors-preflight-refused',
  summary: 'Preflights of browsers are refused.',
  clause: 'FHIR R4 security.html#cors',
  report: 'https://github.com/hapifhir/hapi-fhir/issues/2130',
  rewrite: (reply, request) =>
    request.method === 'OPTIONS' && isFhirRequest(request) ? { ...reply, status: 403 } : reply,
};
