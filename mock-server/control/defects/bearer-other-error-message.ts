import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const bearerOtherErrorMessage: Defect = {
  name: 'bearer.other-error-message',
  summary: 'A refused token is answered with "Unauthorized" in place of the documented message.',
  clause: 'Portal documentation, client credentials, step 5',
  rewrite(reply, request) {
    if (reply.status !== 401 || !isFhirRequest(request)) return reply;
    return { ...reply, body: reply.body?.toString().replace('Invalid access token', 'Unauthorized') };
  },
};
