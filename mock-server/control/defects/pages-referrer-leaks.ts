import type { Defect } from '../defect.ts';
import { isMemberPage, withHeader } from './support/replies.ts';

export const pagesReferrerLeaks: Defect = {
  name: 'pages.referrer-leaks',
  summary: 'Login and consent pages tell their address, with all it holds, to whatever they link to.',
  clause: 'RFC 9700 §4.2.4',
  rewrite: (reply, request) =>
    isMemberPage(request) ? withHeader(reply, 'referrer-policy', 'unsafe-url') : reply,
};
