import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const bundleNextLinkTwice: Defect = {
  name: 'bundle.next-link-twice',
  summary: 'Pages have two next links.',
  clause: 'FHIR R4 bundle.html#link',
  rewrite: (reply) =>
    withBundle(reply, ({ link, ...bundle }) => ({
      ...bundle,
      link: Array.isArray(link) ? [...link, ...link.filter((one) => one.relation === 'next')] : [],
    })),
};
