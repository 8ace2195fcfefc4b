import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkOf, matchesOf } from '../../mock-server/fhir/testing.ts';
import { type Pairs, urlOf } from './client.ts';
import { pairsOf } from './query.ts';
import {
  anyKind,
  entryUrls,
  expectSame,
  firstFilter,
  openRelations,
  type Relations,
  small,
} from './relation-case.ts';

/** What holds of results and their pages, whatever was searched (FHIR R4 search.html, http.html#paging). */

let relations: Relations;

beforeAll(async () => {
  relations = await openRelations('results');
});

afterAll(() => {
  console.log(`results and pages: ${relations.asked()} searches`);
  expect(relations.asked()).toBeGreaterThan(2000);
});

test('the same search finds the same, in the same order', async () => {
  await relations.always(80, async ({ query, ids }) => {
    const { type, ...rest } = query(anyKind);
    const pairs = [...pairsOf({ type, ...rest }), ...small];
    expect(await ids(type, pairs)).toEqual(await ids(type, pairs));
  });
});

test('sorting permutes, and a "-" turns the order round', async () => {
  await relations.always(120, async ({ query, ids, world, oracle }) => {
    const { type, filters, sort = [] } = query(['_sort']);
    const name = sort[0]?.name ?? '_id';
    const find = (...own: Pairs) =>
      ids(type, [...pairsOf({ type, filters, includes: [] }), ...own, ...small]);
    const up = await find(['_sort', name]);
    const down = await find(['_sort', `-${name}`]);
    expectSame(up, await find());
    expectSame(down, up);
    for (const [ids, descending] of [
      [up, false],
      [down, true],
    ] as const) {
      const keys = ids.flatMap((id) => {
        const resource = world.find(`${type}/${id}`);
        return (resource && oracle.sortKey(resource, name, descending)) ?? [];
      });
      const isOrdered = keys.every((key, index) => {
        const before = keys[index - 1];
        return before === undefined || before === key || before > key === descending;
      });
      expect(isOrdered, `${type}?_sort=${descending ? '-' : ''}${name}`).toBe(true);
    }
  });
});

test('includes leave the matches as they are', async () => {
  await relations.always(120, async ({ query, ids }) => {
    const { type, filters, includes } = query(['_include', '_revinclude']);
    const without = await ids(type, [...pairsOf({ type, filters, includes: [] }), ...small]);
    expect(await ids(type, [...pairsOf({ type, filters, includes }), ...small])).toEqual(without);
  });
});

test('the total is that of _summary=count, of _count=0 and of all pages', async () => {
  await relations.always(120, async ({ query, client, world, dialect }) => {
    const { type, ...rest } = query(anyKind);
    const pairs = pairsOf({ type, ...rest });
    const pages = await client.pages(type, [...pairs, ...small], { dialect });
    const total = pages.flatMap(matchesOf).length;
    for (const page of pages) expect(page.total).toBe(total);
    for (const pair of [
      ['_summary', 'count'],
      ['_count', '0'],
    ] as const) {
      const { json } = await client.get(urlOf(world, type, [...pairs, pair]), { dialect });
      expect(json.total).toBe(total);
      expect(json).not.toHaveProperty('entry');
      expect(linkOf(json, 'next')).toBeUndefined();
    }
  });
});

test('the self link names what was used, and finds the same again', async () => {
  await relations.always(150, async ({ query, client, world, dialect }) => {
    const { type, ...rest } = query(anyKind);
    const used: Pairs = [...pairsOf({ type, ...rest }), ['_elements', 'id'], ['_count', '1000']];
    const { json } = await client.get(urlOf(world, type, [...used, ['shoe-size', '43']]), { dialect });
    const self = linkOf(json, 'self') ?? '';
    const shown = new URL(self).searchParams;
    for (const [name, value] of used) {
      expect(shown.getAll(name), self).toContain(name === '_count' ? '200' : value);
    }
    const again = await client.get(self, { dialect });
    for (const mode of ['match', 'include'] as const) {
      expect(entryUrls(again.json, mode)).toEqual(entryUrls(json, mode));
    }
    expect(again.json.total).toBe(json.total);
  });
});

test('pages of any size lose nothing and repeat nothing, in the shape and with the includes of the first', async () => {
  await relations.always(120, async ({ query, client, draw, dialect }) => {
    const { type, ...rest } = query(anyKind);
    const pairs = pairsOf({ type, ...rest });
    const [whole] = await client.pages(type, [...pairs, ...small], { dialect });
    const total = whole?.total ?? 0;
    const size = total > 60 ? 50 : draw.pick([1, 2, 7, 50]);
    const shape = draw.pick([
      ['_elements', 'id'],
      ['_summary', 'true'],
      ['_summary', 'data'],
    ] as const);
    const pages = await client.pages(type, [...pairs, ['_count', String(size)], shape], { dialect });
    const all = await client.ids(type, [...pairs, ...small], { dialect });
    expect(pages.flatMap(matchesOf)).toEqual(all);
    expect(pages.length).toBe(Math.max(1, Math.ceil(total / size)));
    for (const { resource, search } of pages.flatMap(({ entry = [] }) => entry)) {
      // `_elements` names elements of the type searched.
      const isWhole = search?.mode === 'include' && shape[0] === '_elements';
      const isReduced = resource?.meta?.tag?.some(({ code }) => code === 'SUBSETTED') === true;
      expect(isReduced).toBe(!isWhole);
    }
    if (!whole || total > 200) return;
    const matches = entryUrls(whole, 'match');
    const included = pages
      .flatMap((page) => entryUrls(page, 'include'))
      .filter((url) => !matches.includes(url));
    expectSame(included, entryUrls(whole, 'include'));
  });
});

test('a page link that was changed, cut short or taken by someone else is refused', async () => {
  await relations.always(80, async ({ client, world, draw, dialect }) => {
    // Where more than one is found, whatever profile they claim.
    const type = draw.pick(
      ['Practitioner', 'PractitionerRole', 'Observation', 'ExplanationOfBenefit'].filter(
        (one) => world.ofType(one).length > 1,
      ),
    );
    const { json } = await client.get(urlOf(world, type, [['_count', '1']]), { dialect });
    const next = linkOf(json, 'next') ?? '';
    expect(next).toContain('_page=');
    const start = next.indexOf('_page=') + '_page='.length;
    const at = start + draw.int(next.length - start);
    const letter = next[at] === 'A' ? 'B' : 'A';
    const attempts = [
      { url: next.slice(0, at) + letter + next.slice(at + 1) },
      { url: next.slice(0, at) },
      { url: next, token: 'member:nobody' },
    ];
    for (const { url, ...token } of attempts) {
      const { status, json: refusal } = await client.get(url, { dialect, ...token });
      expect(status, decodeURIComponent(url)).toBe(400);
      expect(JSON.stringify(refusal)).toContain('"OperationOutcome"');
    }
    expect((await client.get(next, { dialect })).status).toBe(200);
  });
});

test('names of parameters tell cases apart; in strict handling what is unknown is an error', async () => {
  await relations.always(60, async ({ query, client, world, dialect }) => {
    const asked = query(['parameter']);
    const { name } = firstFilter(asked);
    const wrong = name.replace(/[a-z]/, (letter) => letter.toUpperCase());
    const url = urlOf(world, asked.type, [[wrong, 'x']]);
    const { status, json } = await client.get(url, { dialect });
    expect(status).toBe(200);
    const outcomes = json.entry?.filter(({ search }) => search?.mode === 'outcome') ?? [];
    expect(JSON.stringify(outcomes)).toContain(`\\"${wrong}\\"`);
    expect(linkOf(json, 'self')).not.toContain(wrong);
    const strict = await client.get(url, { dialect, headers: { prefer: 'handling=strict' } });
    expect(strict.status).toBe(400);
  });
});
