import type { FhirResource } from 'fhir/r4.js';
import type { Dialect } from '../context.ts';
import { asServed } from './as-served.ts';
import { coversType } from './covers.ts';
import type { FhirExchange } from './exchange.ts';
import { RecentMap, rememberBy } from './remember.ts';

/** Resources by type and id. Arrays are ordered by id and stay the same objects while the data does. */
export interface ResourceIndex {
  ofType(type: string): readonly FhirResource[];
  find(type: string, id: string): FhirResource | undefined;
}

const none: readonly FhirResource[] = [];
const nothing: ResourceIndex = createIndex([]);

/** What the exchange's caller may see, of whatever type. Whatever is not in here does not exist for the caller. */
export function visibleIndex(exchange: FhirExchange): ResourceIndex {
  return {
    ofType: (type) => indexOf(exchange, type).ofType(type),
    find: (type, id) => indexOf(exchange, type).find(type, id),
  };
}

function indexOf(exchange: FhirExchange, type: string): ResourceIndex {
  const source = exchange.base.types.get(type)?.source;
  if (!source || !coversType(exchange, type)) return nothing;
  if (source === 'directory') return directoryIndex(exchange);
  return source === 'member' ? memberIndex(exchange) : supportingIndex(exchange);
}

export function directoryIndex({ ports, endpoint, asOf }: FhirExchange): ResourceIndex {
  return indexes[endpoint.dialect](ports.population.directory(asOf));
}

function memberIndex({ ports, endpoint, access, asOf }: FhirExchange): ResourceIndex {
  if (access?.kind !== 'member') return nothing;
  return indexes[endpoint.dialect](ports.population.compartment(access.patientId, asOf));
}

function supportingIndex(exchange: FhirExchange): ResourceIndex {
  return supportingOf(exchange)?.index ?? nothing;
}

/** Whether something that the member may see refers to a directory resource, be it there or not. */
export function isReferredTo(exchange: FhirExchange, reference: string): boolean {
  return supportingOf(exchange)?.references.has(reference) ?? false;
}

interface Supporting {
  readonly index: ResourceIndex;
  /** What led there, and what leads nowhere. */
  readonly references: ReadonlySet<string>;
}

/**
 * The directory resources that the member's own visible resources refer to, directly or through one another.
 * They depend on the compartment, the directory and the consented types.
 */
function supportingOf({
  ports: { population },
  endpoint,
  access,
  asOf,
}: FhirExchange): Supporting | undefined {
  if (access?.kind !== 'member') return undefined;
  const compartment = population.compartment(access.patientId, asOf);
  const types = [...access.types].sort().join(' ');
  return supportingIndexes(compartment)(population.directory(asOf)).get(
    `${endpoint.dialect} ${types}`,
    () => {
      const own = compartment.filter(({ resourceType }) => access.types.has(resourceType));
      const { resources, references } = follow(own, (reference) => population.supporting(reference, asOf));
      return { index: createIndex(resources.map((one) => asServed(one, endpoint.dialect))), references };
    },
  );
}

const supportingIndexes = rememberBy((_compartment: readonly FhirResource[]) =>
  rememberBy((_directory: readonly FhirResource[]) => new RecentMap<Supporting>(8)),
);

/** Everything that `resolve` finds behind the references of `from`, transitively, each once. */
function follow(
  from: readonly FhirResource[],
  resolve: (reference: string) => FhirResource | undefined,
): { readonly resources: readonly FhirResource[]; readonly references: ReadonlySet<string> } {
  const references = new Set<string>();
  const resources: FhirResource[] = [];
  const open: unknown[] = [...from];
  while (open.length > 0) {
    for (const reference of relativeReferences(open.pop())) {
      if (references.has(reference)) continue;
      references.add(reference);
      const resource = resolve(reference);
      if (!resource) continue;
      resources.push(resource);
      open.push(resource);
    }
  }
  return { resources, references };
}

function* relativeReferences(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return;
  for (const [name, value] of Object.entries(node)) {
    if (typeof value === 'object') yield* relativeReferences(value);
    else if (name === 'reference' && typeof value === 'string' && /^[A-Z]\w+\/[^/]+$/.test(value))
      yield value;
  }
}

const indexes: Record<Dialect, (resources: readonly FhirResource[]) => ResourceIndex> = {
  documented: rememberBy((resources) => {
    const served = resources.map((one) => asServed(one, 'documented'));
    // Of the directory the dialects show the same, so what is made of it serves both.
    const isSame = served.every((one, at) => one === resources[at]);
    return isSame ? indexes.standard(resources) : createIndex(served);
  }),
  standard: rememberBy((resources) => createIndex(resources)),
};

function createIndex(resources: readonly FhirResource[]): ResourceIndex {
  const byType = new Map<string, FhirResource[]>();
  const byKey = new Map<string, FhirResource>();
  for (const resource of resources) {
    const { resourceType, id = '' } = resource;
    let ofType = byType.get(resourceType);
    if (!ofType) {
      ofType = [];
      byType.set(resourceType, ofType);
    }
    ofType.push(resource);
    byKey.set(`${resourceType}/${id}`, resource);
  }
  for (const ofType of byType.values()) ofType.sort(byId);
  return {
    ofType: (type) => byType.get(type) ?? none,
    find: (type, id) => byKey.get(`${type}/${id}`),
  };
}

/** Code unit order: total, and the same everywhere. */
export function byId({ id: a = '' }: FhirResource, { id: b = '' }: FhirResource): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
