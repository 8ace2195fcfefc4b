import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const pagingLinkHalfEncoded: Defect = {
  name: 'paging.link-half-encoded',
  summary: 'The page token in next links has lost its last characters.',
  clause: 'FHIR R4 http.html#paging',
  rewrite: (reply) =>
    withBundle(reply, ({ link, ...bundle }) => ({
      ...bundle,
      link: Array.isArray(link)
        ? link.map((one) => (one.relation === 'next' ? { ...one, url: one.url.slice(0, -6) } : one))
        : [],
    })),
};
