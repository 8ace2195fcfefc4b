import type { Defect } from '../defect.ts';
import { withBundle } from './support/replies.ts';

export const bundleUnknownProperty: Defect = {
  name: 'bundle.unknown-property',
  summary: 'Search results have a property that Bundle does not have.',
  clause: 'FHIR R4 json.html',
  rewrite: (reply) => withBundle(reply, (bundle) => ({ ...bundle, statusCode: reply.status })),
};
