import type { Defect } from '../defect.ts';
import { withoutHeaders } from '../defects/support/replies.ts';

export const toleranceNoPragmaOnErrors: Defect = {
  name: 'tolerance.no-pragma-on-errors',
  summary: 'Errors carry no Pragma, which OAuth 2.1 drops.',
  clause: 'RFC 6749 §5.2',
  rewrite: (reply) => (reply.status >= 400 ? withoutHeaders(reply, 'pragma') : reply),
};
