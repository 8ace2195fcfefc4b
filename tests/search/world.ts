import type { Bundle, FhirResource } from 'fhir/r4.js';
import { directoryBase, type FhirBase, patientAccessBase } from '../../mock-server/fhir/bases.ts';
import { type Asking, askJson, linkOf, publicUrl } from '../../mock-server/fhir/testing.ts';
import type { Population } from '../../mock-server/population.ts';

/** What one caller sees of the sandbox, and the way to ask it. */
export interface World {
  readonly base: FhirBase;
  readonly baseUrl: string;
  readonly types: readonly string[];
  readonly now: number;
  /** Everything that the caller may see. */
  readonly resources: readonly FhirResource[];
  ofType(type: string): readonly FhirResource[];
  find(reference: string): FhirResource | undefined;
  /** Who asks. */
  readonly asking: Asking;
  /** All pages of a search; fails on any other status than 200. */
  search(type: string, pairs: readonly (readonly [string, string])[]): Promise<Bundle<FhirResource>[]>;
}

export interface WorldOptions {
  readonly population: Population;
  readonly now: number;
}

export function directoryWorld({ population, now }: WorldOptions): World {
  const asking: Asking = { population, at: now, directoryAuth: 'public' };
  return createWorld(directoryBase, population.directory(now), asking, now);
}

/** A member sees the own compartment, and of the directory what that refers to, directly or through one another. */
export function memberWorld({ population, now }: WorldOptions, patientId: string): World {
  const own = population.compartment(patientId, now);
  const seen = new Map<string, FhirResource>();
  const open: FhirResource[] = [...own];
  for (let resource = open.pop(); resource; resource = open.pop()) {
    for (const reference of JSON.stringify(resource).matchAll(/"reference":"([A-Z]\w+\/[^"/]+)"/g)) {
      const key = reference[1] ?? '';
      const found = seen.has(key) ? undefined : population.supporting(key, now);
      if (!found) continue;
      seen.set(key, found);
      open.push(found);
    }
  }
  const asking: Asking = { population, at: now, token: `member:${patientId}` };
  return createWorld(patientAccessBase, [...own, ...seen.values()], asking, now);
}

function createWorld(base: FhirBase, resources: readonly FhirResource[], asking: Asking, now: number): World {
  const byType = Map.groupBy(resources, ({ resourceType }) => resourceType as string);
  const byKey = new Map(resources.map((resource) => [`${resource.resourceType}/${resource.id}`, resource]));
  return {
    base,
    baseUrl: publicUrl + base.path,
    types: [...base.types.keys()].filter((type) => byType.has(type)),
    now,
    resources,
    asking,
    ofType: (type) => byType.get(type) ?? [],
    find: (reference) => byKey.get(reference),
    search: async (type, pairs) => {
      const pages: Bundle<FhirResource>[] = [];
      let next: string | undefined =
        `${base.path}/${type}?${new URLSearchParams(pairs.map(([a, b]) => [a, b]))}`;
      while (next !== undefined) {
        const { status, json }: { status: number; json: Bundle<FhirResource> } = await askJson(next, asking);
        if (status !== 200) throw new Error(`${decodeURIComponent(next)}: ${status} ${JSON.stringify(json)}`);
        pages.push(json);
        next = linkOf(json, 'next');
      }
      return pages;
    },
  };
}
