import type { Defect } from '../defect.ts';
import { isFhirRequest, withJson } from './support/replies.ts';

export const bearerErrorBodyText: Defect = {
  name: 'bearer.error-body-text',
  summary: 'The body of a refused FHIR request is a bare text in JSON, not an OperationOutcome.',
  clause: 'FHIR R4 http.html#Status-Codes',
  rewrite: (reply, request) =>
    reply.status === 401 && isFhirRequest(request)
      ? withJson(reply, () => ({ message: 'Invalid access token' }))
      : reply,
};
