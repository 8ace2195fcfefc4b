import type { Defect } from '../defect.ts';

export const toleranceRedirect302: Defect = {
  name: 'tolerance.redirect-302',
  summary: 'Redirects are 302, not 303.',
  clause: 'RFC 9700 §4.12',
  rewrite: (reply) => (reply.status === 303 ? { ...reply, status: 302 } : reply),
};
