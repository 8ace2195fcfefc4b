import type { FhirResource } from 'fhir/r4.js';
import { nextBusinessDay } from './business-days.ts';
import { instantOf, isoInstant } from './days.ts';

/** One version of a resource with the moments (ms) between which it is the one that is served. */
export interface Dated {
  readonly availableAt: number;
  /** When the next version takes its place; never, where it is absent. */
  readonly until?: number;
  readonly resource: FhirResource;
}

/**
 * Served from the first business day after receipt or adjudication, early in the morning of California
 * (42 CFR 422.119(b)(1)(i)–(iii): no later than one business day after).
 *
 * @param seconds after the start of the morning's load
 */
export function available(day: number, seconds: number): number {
  return instantOf(nextBusinessDay(day), 12 * 3600 + seconds);
}

/** The first version of a resource. */
export function dated(resource: FhirResource, availableAt: number): Dated {
  resource.meta = { versionId: '1', lastUpdated: isoInstant(availableAt), ...resource.meta };
  return { availableAt, resource };
}

/** The versions of one resource, given in order of time: each is served until the next is. */
export function versions(list: readonly (readonly [FhirResource, number])[]): Dated[] {
  return list.map(([resource, availableAt], index) => {
    const next = list[index + 1];
    const meta = { ...resource.meta, versionId: String(index + 1), lastUpdated: isoInstant(availableAt) };
    return { availableAt, ...(next ? { until: next[1] } : {}), resource: { ...resource, meta } };
  });
}
