import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpHeadNotFound: Defect = {
  name: 'http.head-not-found',
  summary: 'HEAD is answered with 404 where GET finds a resource.',
  clause: 'RFC 9110 §9.3.2',
  rewrite: (reply, request) =>
    request.method === 'HEAD' && isFhirRequest(request) ? { ...reply, status: 404 } : reply,
};
