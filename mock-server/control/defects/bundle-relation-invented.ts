import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const bundleRelationInvented: Defect = {
  name: 'bundle.relation-invented',
  summary: 'A link has a relation that nobody has registered.',
  clause: 'FHIR R4 bundle.html#link',
  rewrite: (reply) =>
    withBundle(reply, ({ link, ...bundle }) => ({
      ...bundle,
      link: [
        ...(Array.isArray(link) ? link : []),
        { relation: 'homepage-of-plan', url: 'https://example.org/' },
      ],
    })),
};
