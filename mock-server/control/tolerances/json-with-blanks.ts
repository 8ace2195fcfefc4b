import type { Defect } from '../defect.ts';
import { isTokenRequest } from '../defects/support/replies.ts';

export const toleranceJsonWithBlanks: Defect = {
  name: 'tolerance.json-with-blanks',
  summary: 'JSON is laid out over lines, and its media type names no charset.',
  clause: 'RFC 8259 §2',
  rewrite: (reply, request) =>
    isTokenRequest(request) && typeof reply.body === 'string' && reply.body !== ''
      ? {
          ...reply,
          headers: { ...reply.headers, 'content-type': 'application/json' },
          body: `${JSON.stringify(JSON.parse(reply.body), null, 2)}\n`,
        }
      : reply,
};
