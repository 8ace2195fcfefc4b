import type { Defect } from '../defect.ts';
import { isFhirRequest } from './support/replies.ts';

export const httpLongQueryIs500: Defect = {
  name: 'http.long-query-is-500',
  summary: 'A query of several thousand characters crashes the server.',
  clause: 'RFC 9110 §15.5.15',
  rewrite: (reply, request) =>
    isFhirRequest(request) && request.query.toString().length > 4000 ? { ...reply, status: 500 } : reply,
};
