import type { FhirResource } from 'fhir/r4.js';
import { asServed } from './as-served.ts';
import { deletionsOf, isDeleted } from './deleted.ts';
import type { FhirExchange } from './exchange.ts';
import { RecentMap, rememberBy } from './remember.ts';
import { visibleIndex } from './visible.ts';

/** One version of a resource, or its deletion. */
export interface Version {
  /** Relative, such as `Observation/8f1c…`. */
  readonly reference: string;
  readonly versionId: string;
  /** When it began to be served, in milliseconds since the epoch. */
  readonly since: number;
  /** When the next version took its place; infinite for the current one. */
  readonly until: number;
  /** Absent when this version is the deletion. */
  readonly resource: FhirResource | undefined;
}

/**
 * The versions of one resource, newest first; none when the caller may not see it, or never could.
 * @param reference relative
 */
export function versionsOf(exchange: FhirExchange, reference: string): readonly Version[] {
  const id = reference.slice(exchange.type.length + 1);
  const isThere = visibleIndex(exchange).find(exchange.type, id) !== undefined;
  if (!isThere && !isDeleted(exchange, reference)) return [];
  return inOrder([...served(exchange, reference), ...deleted(exchange, reference)]);
}

/** The versions of everything of the exchange's type that the caller may see, newest first. */
export function versionsOfType(exchange: FhirExchange): readonly Version[] {
  const there = visibleIndex(exchange).ofType(exchange.type);
  const deletions = deletionsOf(exchange);
  const one = (reference: string) => served(exchange, reference);
  // The array is the same only while the data is, so its history is too.
  if (deletions.length === 0)
    return recent(there).get('', () => inOrder(there.map(referenceOf).flatMap(one)));
  const references = new Set([...there.map(referenceOf), ...deletions.map(({ reference }) => reference)]);
  return inOrder(
    [...references].flatMap((reference) => [...one(reference), ...deleted(exchange, reference)]),
  );
}

const recent = rememberBy((_there: readonly FhirResource[]) => new RecentMap<readonly Version[]>(1));

const referenceOf = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

function served({ ports, base, type, endpoint, asOf }: FhirExchange, reference: string): Version[] {
  const { population } = ports;
  const isView = base.types.get(type)?.source === 'supporting';
  const resources = isView
    ? population.supportingHistory(reference, asOf)
    : population.history(reference, asOf);
  return resources.map((resource) => ({
    reference,
    versionId: resource.meta?.versionId ?? '',
    since: Date.parse(resource.meta?.lastUpdated ?? ''),
    until: Number.POSITIVE_INFINITY,
    resource: asServed(resource, endpoint.dialect),
  }));
}

function deleted(exchange: FhirExchange, reference: string): Version[] {
  return deletionsOf(exchange)
    .filter((deletion) => deletion.reference === reference)
    .map(({ versionId, deletedAt }) => ({
      reference,
      versionId,
      since: deletedAt,
      until: Number.POSITIVE_INFINITY,
      resource: undefined,
    }));
}

/** Newest first, each ended by its successor; of one moment the higher version is the newer. */
function inOrder(versions: readonly Version[]): readonly Version[] {
  const ordered = [...versions].sort(
    (a, b) =>
      b.since - a.since ||
      (a.reference < b.reference ? -1 : a.reference > b.reference ? 1 : 0) ||
      Number(b.versionId) - Number(a.versionId),
  );
  const endOf = new Map<string, number>();
  return ordered.map((version) => {
    const until = endOf.get(version.reference) ?? version.until;
    endOf.set(version.reference, version.since);
    return { ...version, until };
  });
}
