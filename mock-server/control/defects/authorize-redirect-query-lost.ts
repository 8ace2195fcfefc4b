import type { Defect } from '../defect.ts';
import { changeRedirect } from './support/replies.ts';

const own = new Set(['code', 'state', 'iss']);

export const authorizeRedirectQueryLost: Defect = {
  name: 'authorize.redirect-query-lost',
  summary: 'The query of a registered redirect URI is replaced, not added to.',
  clause: 'RFC 6749 §3.1.2',
  report: 'https://github.com/SUNET/vc/issues/455',
  rewrite: (reply) =>
    changeRedirect(reply, (url) => {
      if (!url.searchParams.has('code')) return;
      for (const name of [...url.searchParams.keys()]) if (!own.has(name)) url.searchParams.delete(name);
    }),
};
