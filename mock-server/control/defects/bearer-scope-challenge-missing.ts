import type { Defect } from '../defect.ts';
import { isFhirRequest, withoutHeaders } from './support/replies.ts';

export const bearerScopeChallengeMissing: Defect = {
  name: 'bearer.scope-challenge-missing',
  summary: 'A refusal for want of scope carries no challenge.',
  clause: 'RFC 6750 §3',
  rewrite: (reply, request) =>
    isFhirRequest(request) && reply.status === 403 ? withoutHeaders(reply, 'www-authenticate') : reply,
};
