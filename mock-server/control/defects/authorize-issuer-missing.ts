import type { Defect } from '../defect.ts';
import { changeRedirect } from './support/replies.ts';

export const authorizeIssuerMissing: Defect = {
  name: 'authorize.issuer-missing',
  summary: 'Authorization responses do not name the issuer, although the metadata promise it.',
  clause: 'RFC 9207 §2',
  rewrite: (reply) => changeRedirect(reply, (url) => url.searchParams.delete('iss')),
};
