import type { Defect } from '../defect.ts';
import { isTokenRequest, withJson } from '../defects/support/replies.ts';

export const toleranceOtherErrorText: Defect = {
  name: 'tolerance.other-error-text',
  summary: 'Errors are described in other words.',
  clause: 'RFC 6749 §5.2',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status === 400
      ? withJson(reply, (body) => ({ ...body, error_description: 'Something is not right: code 4711' }))
      : reply,
};
