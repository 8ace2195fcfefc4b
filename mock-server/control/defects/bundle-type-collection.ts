import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const bundleTypeCollection: Defect = {
  name: 'bundle.type-collection',
  summary: 'Search results are Bundles of type collection.',
  clause: 'FHIR R4 http.html#search',
  rewrite: (reply) => withBundle(reply, (bundle) => ({ ...bundle, type: 'collection' })),
};
