import type { Defect } from '../defect.ts';
import { withHeader } from './support/replies.ts';

export const directoryVisitorsTracked: Defect = {
  name: 'directory.visitors-tracked',
  summary: 'The directory sets a cookie that tells visitors apart.',
  clause: '42 CFR 422.120(a)',
  rewrite: (reply, { path }) =>
    path.startsWith('/ghp/fhir4/providerdirectory/')
      ? withHeader(reply, 'set-cookie', 'visitor=1; Path=/')
      : reply,
};
