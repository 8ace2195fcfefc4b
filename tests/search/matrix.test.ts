import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { linkOf } from '../../mock-server/fhir/testing.ts';
import { packagesMissing } from '../profiles/guides.ts';
import { createDraw, type Draw } from './draw.ts';
import { type Opened, openWorlds } from './open-worlds.ts';
import { keyOf, type Oracle } from './oracle.ts';
import { pairsOf, type Query } from './query.ts';
import type { World } from './world.ts';

const SEEDS = ['matrix one', 'matrix two', 'matrix three'];
const QUERIES = 3000;
if (packagesMissing) console.log(`Parameters that only guides define are left out: ${packagesMissing}.`);

describe('the server finds what the official expressions say', () => {
  // A few seconds on a machine of its own.
  test.each(SEEDS)('over the population "%s"', { timeout: 120_000 }, async (seed) => {
    const worlds = await openWorlds(seed, SEEDS.indexOf(seed));
    const draw = createDraw(SEEDS.indexOf(seed) + 1);
    const cells = worlds.flatMap(({ cells: all, ...world }) => all.map((cell) => ({ cell, ...world })));
    const counts = new Map<string, number>();
    const hits = new Map<string, number>();
    const differences: string[] = [];
    const count = Math.max(QUERIES, cells.length);
    for (let index = 0; index < count; index += 1) {
      const { cell, world, oracle } = cells[index] ?? draw.pick(cells);
      const query = cell.draw(draw);
      const { found, difference } = await compare(query, world, oracle, draw);
      counts.set(cell.kind, (counts.get(cell.kind) ?? 0) + 1);
      if (found > 0) hits.set(cell.kind, (hits.get(cell.kind) ?? 0) + 1);
      if (difference) differences.push(difference);
    }
    const told = [...counts].map(([kind, n]) => `${kind} ${n} (${hits.get(kind) ?? 0} found something)`);
    console.log(
      `${seed}: ${count} searches, ${cells.length} cells, ${differences.length} differences: ${told.join(', ')}`,
    );
    expect(differences.slice(0, 20)).toEqual([]);
    // A matrix that finds nothing proves nothing.
    for (const [kind, n] of counts) expect(hits.get(kind) ?? 0, kind).toBeGreaterThan(n / 20);
  });
});

async function compare(
  query: Query,
  world: World,
  oracle: Oracle,
  draw: Draw,
): Promise<{ found: number; difference?: string }> {
  const expected = oracle.matches(query);
  const pairs = pairsOf(query);
  const size = draw.chance(0.1) ? Math.max(1, Math.ceil(expected.length / 3)) : 200;
  const narrow: [string, string][] = draw.chance(0.95) ? [['_elements', 'id']] : [];
  const pages = await world.search(query.type, [...pairs, ['_count', String(size)], ...narrow]);
  const matches = pages.flatMap((page) => entriesOf(page, 'match'));
  const ids = matches.map(({ id = '' }) => id);
  const problems = [
    ...(query.sort
      ? orderProblems(query, ids, expected, { world, oracle })
      : differs('matches', ids, expected)),
    ...pages.flatMap((page) => pageProblems(page, expected.length, size)),
    ...(query.includes.length > 0
      ? pages.flatMap((page) => includeProblems(page, query, world, oracle))
      : []),
  ];
  if (problems.length === 0) return { found: expected.length };
  const asked = `${query.type}?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
  return { found: expected.length, difference: `${asked}: ${problems.join('; ')}` };
}

function differs(what: string, found: readonly string[], expected: readonly string[]): string[] {
  if (JSON.stringify(found) === JSON.stringify(expected)) return [];
  const wrong = found.filter((one) => !expected.includes(one));
  const lost = expected.filter((one) => !found.includes(one));
  return [
    `${what}: ${found.length} for ${expected.length}, too many ${wrong.slice(0, 3)}, lost ${lost.slice(0, 3)}`,
  ];
}

/** Sorting permutes, and the order really ascends or descends; ids decide where it says nothing. */
function orderProblems(
  { type, sort = [] }: Query,
  ids: readonly string[],
  expected: readonly string[],
  { world, oracle }: Pick<Opened, 'world' | 'oracle'>,
): string[] {
  const [{ name, descending } = { name: '_id', descending: false }] = sort;
  const keys = ids.map((id) => {
    const resource = world.find(`${type}/${id}`);
    return resource && oracle.sortKey(resource, name, descending);
  });
  const misplaced = ids.filter((id, index) => {
    const [before, key] = [keys[index - 1], keys[index]];
    if (index === 0 || key === undefined)
      return before === undefined && index > 0 && id < (ids[index - 1] ?? '');
    if (before === undefined) return true;
    return before === key ? id < (ids[index - 1] ?? '') : before < key === descending;
  });
  return [
    ...differs('sorted', ids.toSorted(), expected),
    ...misplaced.slice(0, 1).map((id) => `${id} misplaced`),
  ];
}

function pageProblems(page: Bundle<FhirResource>, total: number, size: number): string[] {
  const modes = page.entry?.map(({ search }) => search?.mode) ?? [];
  return [
    ...(page.type === 'searchset' ? [] : ['no searchset']),
    ...(page.total === total ? [] : [`total ${page.total} for ${total}`]),
    ...(modes.filter((mode) => mode === 'match').length <= size ? [] : ['a page too large']),
    ...(page.entry?.length === 0 ? ['an empty entry'] : []),
    ...(modes.every((mode) => mode === 'match' || mode === 'include') ? [] : ['an entry without mode']),
    ...(linkOf(page, 'self') === undefined ? ['no self link'] : []),
  ];
}

function includeProblems(page: Bundle<FhirResource>, query: Query, world: World, oracle: Oracle): string[] {
  const matches = entriesOf(page, 'match').flatMap((resource) => world.find(keyOf(resource)) ?? []);
  const found = entriesOf(page, 'include').map(keyOf).sort();
  return differs('included', found, [...oracle.included(matches, query.includes)].sort());
}

function entriesOf(page: Bundle<FhirResource>, mode: 'match' | 'include'): FhirResource[] {
  return (
    page.entry?.flatMap(({ resource, search }) => (resource && search?.mode === mode ? [resource] : [])) ?? []
  );
}
