import type { Defect } from '../defect.ts';
import { isFhirRequest } from '../defects/support/replies.ts';

export const toleranceHeadRefused: Defect = {
  name: 'tolerance.head-refused',
  summary: 'HEAD is refused with 405.',
  clause: 'RFC 9110 §15.5.6',
  rewrite: (reply, request) =>
    request.method === 'HEAD' && isFhirRequest(request)
      ? { status: 405, headers: { ...reply.headers, allow: 'GET, POST, OPTIONS' }, body: undefined }
      : reply,
};
