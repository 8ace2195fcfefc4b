import { jsonReply } from '../../reply.ts';
import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const bearerMalformedCrashes: Defect = {
  name: 'bearer.malformed-crashes',
  summary: 'An Authorization header without a token causes an internal error.',
  clause: 'RFC 6750 §3.1',
  rewrite: (reply, request) =>
    isFhirRequest(request) && request.headers.authorization === 'Bearer'
      ? jsonReply(500, { message: 'Internal Server Error' })
      : reply,
};
