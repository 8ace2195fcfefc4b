import type { Defect } from '../defect.ts';
import { withBundle } from '../defects/support/replies.ts';

export const toleranceMoreLinks: Defect = {
  name: 'tolerance.more-links',
  summary: 'Pages have a link to the first one, too.',
  clause: 'FHIR R4 bundle.html#link',
  rewrite: (reply, { query }) =>
    query.get('_count') === '0'
      ? reply
      : withBundle(reply, ({ link, ...bundle }) => {
          const links = Array.isArray(link) ? link : [];
          const self = links.find(({ relation }) => relation === 'self');
          return { ...bundle, link: self ? [...links, { ...self, relation: 'first' }] : links };
        }),
};
