import type { BundleEntry, FhirResource } from 'fhir/r4.js';
import type { Defect } from '../../defect.ts';
import { withBundle } from './replies.ts';

/** Rewrites every entry of a Bundle. */
export function changeEntries(
  change: (entry: BundleEntry<FhirResource>) => object,
): NonNullable<Defect['rewrite']> {
  return (reply) =>
    withBundle(reply, ({ entry, ...bundle }) => ({
      ...bundle,
      ...(Array.isArray(entry) && { entry: entry.map(change) }),
    }));
}
