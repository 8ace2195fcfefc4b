import type { Bundle, FhirResource } from 'fhir/r4.js';
import { type Asking, ask, linkOf, matchesOf } from '../../mock-server/fhir/testing.ts';
import { bundleProblems } from './bundle-invariants.ts';
import type { World } from './world.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export interface Answer {
  readonly status: number;
  readonly json: Bundle<FhirResource>;
}

/** Searches as an app does, and holds every Bundle against what all Bundles have in common. */
export interface Client {
  /** How many searches were asked, each page counted. */
  readonly asked: number;
  get(url: string, asking?: Asking): Promise<Answer>;
  /** All pages. */
  pages(type: string, pairs: Pairs, asking?: Asking): Promise<Bundle<FhirResource>[]>;
  /** Ids of the matches over all pages. */
  ids(type: string, pairs: Pairs, asking?: Asking): Promise<string[]>;
}

export function createClient(world: World): Client {
  let asked = 0;
  const get = async (url: string, asking: Asking = {}): Promise<Answer> => {
    asked += 1;
    const { status, body } = await ask(url, { ...world.asking, ...asking });
    const json: Bundle<FhirResource> = JSON.parse(String(body));
    const problems = status === 200 && json.resourceType === 'Bundle' ? bundleProblems(json, url, world) : [];
    if (problems.length > 0) throw new Error(`${decodeURIComponent(url)}: ${problems.join('; ')}`);
    return { status, json };
  };
  const pages = async (type: string, pairs: Pairs, asking: Asking = {}) => {
    const all: Bundle<FhirResource>[] = [];
    let next: string | undefined = urlOf(world, type, pairs);
    while (next !== undefined) {
      const { status, json }: Answer = await get(
        next,
        all.length === 0 ? asking : { ...asking, method: 'GET' },
      );
      if (status !== 200) throw new Error(`${decodeURIComponent(next)}: ${status} ${JSON.stringify(json)}`);
      all.push(json);
      next = linkOf(json, 'next');
    }
    return all;
  };
  return {
    get asked() {
      return asked;
    },
    get,
    pages,
    ids: async (type, pairs, asking) => (await pages(type, pairs, asking)).flatMap(matchesOf),
  };
}

export function urlOf({ base }: World, type: string, pairs: Pairs): string {
  return `${base.path}/${type}?${new URLSearchParams(pairs.map(([name, value]) => [name, value]))}`;
}
