import type { Defect } from '../defect.ts';
import { isTokenRequest, withoutHeaders } from './support/replies.ts';

export const tokenCorsMissing: Defect = {
  name: 'token.cors-missing',
  summary: 'Browsers may not show the answers of the token endpoint to any app.',
  clause: 'SMART App Launch 2.0.0, § considerations for CORS support',
  report: 'https://github.com/pocket-id/pocket-id/issues/64',
  rewrite: (reply, request) =>
    isTokenRequest(request) ? withoutHeaders(reply, 'access-control-allow-origin') : reply,
};
