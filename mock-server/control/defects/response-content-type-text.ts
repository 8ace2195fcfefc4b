import type { Defect } from '../defect.ts';
import { isTokenRequest, withHeader } from './support/replies.ts';

export const responseContentTypeText: Defect = {
  name: 'response.content-type-text',
  summary: 'Token responses are labelled as plain text.',
  clause: 'RFC 6749 §5.1',
  rewrite: (reply, request) =>
    isTokenRequest(request) ? withHeader(reply, 'content-type', 'text/plain;charset=UTF-8') : reply,
};
