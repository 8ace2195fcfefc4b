import type { Defect } from '../defect.ts';
import { withBundle } from '../defects/support/replies.ts';

export const toleranceRelativeLinks: Defect = {
  name: 'tolerance.relative-links',
  summary: 'Links between pages are relative to the base.',
  clause: 'FHIR R4 http.html#paging',
  rewrite: (reply, { path }) =>
    path.includes('/_history')
      ? reply
      : withBundle(reply, ({ link, ...bundle }) => ({
          ...bundle,
          link: Array.isArray(link)
            ? link.map((one) => ({ ...one, url: one.url.replace(/^.*\/(?=[A-Z]\w+(\?|$))/, '') }))
            : [],
        })),
};
