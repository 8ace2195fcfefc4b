import type { Defect } from '../defect.ts';
import { isTokenRequest, withoutHeaders } from './support/replies.ts';

export const responsePragmaMissing: Defect = {
  name: 'response.pragma-missing',
  summary: 'Token responses carry no Pragma.',
  clause: 'RFC 6749 §5.1',
  report: 'https://github.com/pixelfed/pixelfed/pull/6553',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status === 200 ? withoutHeaders(reply, 'pragma') : reply,
};
