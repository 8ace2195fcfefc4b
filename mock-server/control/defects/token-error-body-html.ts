import type { Defect } from '../defect.ts';
import { isTokenRequest, withHeader } from './support/replies.ts';

export const tokenErrorBodyHtml: Defect = {
  name: 'token.error-body-html',
  summary: 'An unknown grant type is answered with a web page.',
  clause: 'RFC 6749 §5.2',
  rewrite(reply, request) {
    const grant = request.form?.get('grant_type') ?? '';
    if (!isTokenRequest(request) || reply.status < 400 || !/^[a-z]+_a_[a-z]+$/.test(grant)) return reply;
    const page = { ...reply, body: '<html><body><h1>Bad Request</h1></body></html>' };
    return withHeader(page, 'content-type', 'text/html;charset=UTF-8');
  },
};
