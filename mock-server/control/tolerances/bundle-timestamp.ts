import type { Defect } from '../defect.ts';
import { withBundle } from '../defects/support/replies.ts';

export const toleranceBundleTimestamp: Defect = {
  name: 'tolerance.bundle-timestamp',
  summary: 'Bundles carry a timestamp and a language.',
  clause: 'FHIR R4 bundle.html',
  rewrite: (reply) =>
    withBundle(reply, (bundle) => ({ ...bundle, language: 'en-US', timestamp: '2024-05-01T08:00:00Z' })),
};
