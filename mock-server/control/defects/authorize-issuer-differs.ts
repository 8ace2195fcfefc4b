import type { Defect } from '../defect.ts';
import { changeRedirect } from './support/replies.ts';

export const authorizeIssuerDiffers: Defect = {
  name: 'authorize.issuer-differs',
  summary: 'Authorization responses name another issuer than the metadata.',
  clause: 'RFC 9207 §2.4',
  rewrite: (reply) =>
    changeRedirect(reply, (url) => {
      const issuer = url.searchParams.get('iss');
      if (issuer !== null) url.searchParams.set('iss', `${issuer}/`);
    }),
};
