import type { Defect } from '../defect.ts';
import { isAuthorizeRequest, textOf } from './support/replies.ts';

export const pagesRequestEchoed: Defect = {
  name: 'pages.request-echoed',
  summary: 'The error page shows what the request held, as it was sent.',
  clause: 'RFC 6749 §10.14',
  report: 'https://github.com/spring-attic/spring-security-oauth/issues/636',
  rewrite(reply, request) {
    if (!isAuthorizeRequest(request) || reply.status !== 400) return reply;
    const sent = [...request.query.values()].join(', ');
    return { ...reply, body: textOf(reply).replace('</main>', `<p>Received: ${sent}</p></main>`) };
  },
};
