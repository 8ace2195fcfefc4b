import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const bearerRefusalIsAPage: Defect = {
  name: 'bearer.refusal-is-a-page',
  summary: 'A request without a token is answered with a web page.',
  clause: 'FHIR R4 http.html#Status-Codes',
  rewrite: (reply, request) =>
    isFhirRequest(request) && reply.status === 401 && request.headers.authorization === undefined
      ? withHeader({ ...reply, body: '<html><body>Unauthorized</body></html>' }, 'content-type', 'text/html')
      : reply,
};
