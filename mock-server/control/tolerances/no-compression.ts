import type { Defect } from '../defect.ts';
import { withHeader } from '../defects/support/replies.ts';

export const toleranceNoCompression: Defect = {
  name: 'tolerance.no-compression',
  summary: 'Nothing is compressed, and nothing varies with what is accepted.',
  clause: 'RFC 9110 §12.5.3',
  rewrite: (reply) =>
    reply.headers.vary === undefined || reply.body === undefined
      ? reply
      : withHeader({ ...reply, body: reply.body.toString() }, 'vary', 'Accept'),
};
