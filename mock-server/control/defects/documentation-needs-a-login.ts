import { seeOther } from '../../reply.ts';
import type { Defect } from '../defect.ts';

export const documentationNeedsALogin: Defect = {
  name: 'documentation.needs-a-login',
  summary: 'The documentation is shown to registered developers alone.',
  clause: '42 CFR 422.119(d)',
  rewrite: (reply, { path }) => (path === '/docs' ? seeOther('/developer/login') : reply),
};
