import type { Defect } from '../defect.ts';
import { isTokenRequest, withJson } from '../defects/support/replies.ts';

export const toleranceNoErrorDescription: Defect = {
  name: 'tolerance.no-error-description',
  summary: 'Errors of the token endpoint have a code and no description, and a page about it.',
  clause: 'RFC 6749 §5.2',
  rewrite: (reply, request) =>
    isTokenRequest(request) && reply.status === 400
      ? withJson(reply, ({ error }) => ({ error, error_uri: 'https://developer.example/errors' }))
      : reply,
};
