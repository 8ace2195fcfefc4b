import type { FhirResource } from 'fhir/r4.js';
import { directoryBase } from '../fhir/bases.ts';
import type { Population } from '../population.ts';
import type { Overlay, OverlayVersion } from './overlay.ts';

/** The population with an overlay on it. Without overlay entries the arrays below are handed through as they are. */
export function overlaidPopulation(below: Population, overlay: Overlay): Population {
  const merged = new WeakMap<
    readonly FhirResource[],
    Map<string, { readonly stamp: string; readonly all: readonly FhirResource[] }>
  >();

  /** What of the overlay counts at `asOf`: the last version of each resource until then. */
  const current = (asOf: number): OverlayVersion[] => {
    const latest = new Map<string, OverlayVersion>();
    for (const version of overlay.list()) {
      if (version.availableAt <= asOf) latest.set(version.reference, version);
    }
    return [...latest.values()];
  };

  const over = (
    base: readonly FhirResource[],
    patientId: string | undefined,
    asOf: number,
  ): readonly FhirResource[] => {
    if (overlay.isEmpty) return base;
    const versions = current(asOf).filter((version) => version.patientId === patientId);
    if (versions.length === 0) return base;
    const stamp = versions.map(({ sequence }) => sequence).join(' ');
    const byOwner = merged.get(base) ?? new Map();
    merged.set(base, byOwner);
    const known = byOwner.get(patientId ?? '');
    if (known?.stamp === stamp) return known.all;
    const replaced = new Set(versions.map(({ reference }) => reference));
    const all = [
      ...base.filter(({ resourceType, id }) => !replaced.has(`${resourceType}/${id}`)),
      ...versions.flatMap(({ resource }) => resource ?? []),
    ];
    byOwner.set(patientId ?? '', { stamp, all });
    return all;
  };

  /** Later versions of the population have no place once a resource was written over. */
  const past = (
    reference: string,
    asOf: number,
    before: (asOf: number) => readonly FhirResource[],
  ): readonly FhirResource[] => {
    if (overlay.isEmpty) return before(asOf);
    const written = overlay.versionsOf(reference).filter(({ availableAt }) => availableAt <= asOf);
    const [first] = written;
    if (!first) return before(asOf);
    return [...written.flatMap(({ resource }) => resource ?? []).reverse(), ...before(first.availableAt)];
  };

  return {
    ...below,
    seed: below.seed,
    compartment(patientId, asOf) {
      const own = below.compartment(patientId, asOf);
      if (overlay.isEmpty) return own;
      return below.memberOfPatient(patientId) ? over(own, patientId, asOf) : [];
    },
    directory: (asOf) => over(below.directory(asOf), undefined, asOf),
    supporting(reference, asOf) {
      const [type = ''] = reference.split('/');
      if (!overlay.isEmpty && directoryBase.types.has(type)) {
        const version = overlay.versionsOf(reference).findLast(({ availableAt }) => availableAt <= asOf);
        if (version) return version.resource;
      }
      return below.supporting(reference, asOf);
    },
    history: (reference, asOf) => past(reference, asOf, (moment) => below.history(reference, moment)),
    supportingHistory: (reference, asOf) =>
      past(reference, asOf, (moment) => below.supportingHistory(reference, moment)),
    deletions: (patientId, asOf) =>
      overlay
        .list()
        .filter(
          (version) => !version.resource && version.patientId === patientId && version.availableAt <= asOf,
        )
        .map(({ reference, version, availableAt }) => ({
          reference,
          versionId: String(version),
          deletedAt: availableAt,
        }))
        .reverse(),
  };
}
