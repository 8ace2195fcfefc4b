import type { Defect } from '../defect.ts';

export const documentationDeadLink: Defect = {
  name: 'documentation.dead-link',
  summary: 'A page that the documentation links to is gone.',
  clause: '42 CFR 422.119(d)',
  rewrite: (reply, { path }) => (path === '/docs/samples' ? { ...reply, status: 404 } : reply),
};
