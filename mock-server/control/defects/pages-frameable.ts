import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';

export const pagesFrameable: Defect = {
  name: 'pages.frameable',
  summary: 'Login and consent pages may be framed by any site.',
  clause: 'RFC 9700 §4.16',
  report: 'https://github.com/leodip/goiabada/issues/38',
  rewrite(reply) {
    const policy = reply.headers['content-security-policy'];
    if (typeof policy !== 'string') return reply;
    return withHeader(reply, 'content-security-policy', policy.replace(/frame-ancestors [^;]*;?\s*/, ''));
  },
};
