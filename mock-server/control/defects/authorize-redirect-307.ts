import type { Defect } from '../defect.ts';
import { isMemberPage } from './support/replies.ts';

export const authorizeRedirect307: Defect = {
  name: 'authorize.redirect-307',
  summary: 'After login and consent the browser is redirected by 307 and repeats its POST.',
  clause: 'RFC 9700 §4.12',
  rewrite: (reply, request) =>
    isMemberPage(request) && reply.status === 303 ? { ...reply, status: 307 } : reply,
};
