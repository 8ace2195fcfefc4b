import fc from 'fast-check';
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { expect } from 'vitest';
import type { Dialect } from '../../mock-server/context.ts';
import type { Cell } from './cells.ts';
import { type Client, createClient, type Pairs } from './client.ts';
import { createDraw, type Draw } from './draw.ts';
import { type Opened, openWorlds } from './open-worlds.ts';
import type { Filter, Query } from './query.ts';

export interface Case extends Opened {
  readonly client: Client;
  readonly draw: Draw;
  readonly dialect: Dialect;
  /** Draws a search that does one thing, of the kinds given, until one is right. */
  query(kinds: readonly string[], isRight?: (query: Query) => boolean): Query;
  /** Ids over all pages, in their order. */
  ids(type: string, pairs: Pairs): Promise<string[]>;
}

export interface Relations {
  /** Runs a relation on drawn cases; a failing one is told with the seed that brings it back. */
  always(runs: number, relation: (drawn: Case) => Promise<void>): Promise<void>;
  /** How many searches were asked, each page counted. */
  asked(): number;
}

export async function openRelations(seed: string): Promise<Relations> {
  const opened = await openWorlds(seed);
  const worlds = opened.map((one) => ({
    ...one,
    client: createClient(one.world),
    cellsOf: cellsByKind(one.cells),
  }));
  return {
    asked: () => worlds.reduce((sum, { client }) => sum + client.asked, 0),
    always: async (runs, relation) => {
      const inputs = [
        fc.nat(),
        fc.constantFrom<Dialect[]>('standard', 'documented'),
        fc.nat(worlds.length - 1),
      ] as const;
      const property = fc.asyncProperty(...inputs, async (drawn, dialect, index) => {
        const world = worlds[index];
        if (!world) throw new Error('no world');
        const draw = createDraw(drawn);
        await relation({
          ...world,
          draw,
          dialect,
          query: (kinds, isRight = () => true) => {
            for (let attempt = 0; attempt < 1000; attempt += 1) {
              const query = draw.pick(world.cellsOf(kinds)).draw(draw);
              if (isRight(query)) return query;
            }
            throw new Error(`no search of the kinds ${kinds} is right`);
          },
          ids: (type, pairs) => world.client.ids(type, pairs, { dialect }),
        });
      });
      await fc.assert(property, { numRuns: runs, seed: 20260301 });
    },
  };
}

function cellsByKind(cells: readonly Cell[]): (kinds: readonly string[]) => readonly Cell[] {
  const known = new Map<string, readonly Cell[]>();
  return (kinds) => {
    const found = known.get(kinds.join()) ?? cells.filter(({ kind }) => kinds.includes(kind));
    known.set(kinds.join(), found);
    return found;
  };
}

export const anyKind = ['parameter', 'combination', 'chain', '_has', '_include', '_revinclude', '_sort'];

/** Ids are all that matters. */
export const small: Pairs = [
  ['_elements', 'id'],
  ['_count', '200'],
];

export function expectSame(found: Iterable<string>, expected: Iterable<string>, what?: string): void {
  expect([...new Set(found)].sort(), what).toEqual([...new Set(expected)].sort());
}

export function firstFilter({ filters }: Query): Filter {
  const [filter] = filters;
  if (!filter) throw new Error('a search without a parameter');
  return filter;
}

export function entryUrls({ entry = [] }: Bundle<FhirResource>, mode: 'match' | 'include'): string[] {
  return entry.flatMap(({ fullUrl, search }) => (search?.mode === mode ? (fullUrl ?? []) : []));
}
