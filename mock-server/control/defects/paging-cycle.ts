import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const pagingCycle: Defect = {
  name: 'paging.cycle',
  summary: 'The next link of the second page leads back to it.',
  clause: 'FHIR R4 http.html#paging',
  rewrite: (reply, { query, path }) =>
    query.has('_page')
      ? withBundle(reply, ({ link, ...bundle }) => ({
          ...bundle,
          link: Array.isArray(link)
            ? link.map((one) =>
                one.relation === 'next' ? { ...one, url: `${path.split('/').pop()}?${query}` } : one,
              )
            : [],
        }))
      : reply,
};
