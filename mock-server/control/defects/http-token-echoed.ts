import type { Defect } from '../defect.ts';
import { isFhirRequest, withHeader } from './support/replies.ts';

export const httpTokenEchoed: Defect = {
  name: 'http.token-echoed',
  summary: 'Errors repeat the access token that was sent.',
  clause: 'RFC 6750 §5.3',
  rewrite: (reply, request) =>
    reply.status >= 400 && isFhirRequest(request) && request.headers.authorization !== undefined
      ? withHeader(reply, 'x-debug', request.headers.authorization)
      : reply,
};
