import type { FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, matchesOf } from '../../mock-server/fhir/testing.ts';
import { type Pairs, urlOf } from './client.ts';
import { type Filter, type Prefix, pairsOf, type Query } from './query.ts';
import { anyKind, expectSame, firstFilter, openRelations, type Relations, small } from './relation-case.ts';

/** How searches relate to one another, whatever the data (FHIR R4 search.html). */

let relations: Relations;

beforeAll(async () => {
  relations = await openRelations('relations');
});

afterAll(() => {
  console.log(`relations between searches: ${relations.asked()} searches`);
  expect(relations.asked()).toBeGreaterThan(4000);
});

const isPositive = ({ modifier }: Filter) => modifier !== 'not' && modifier !== 'missing';
const pairsWith = (type: string, ...filters: readonly Filter[]): Pairs => [
  ...pairsOf({ type, filters, includes: [] }),
  ...small,
];
const inBoth = (a: readonly string[], b: readonly string[]) => a.filter((id) => b.includes(id));

describe('combining', () => {
  test('AND narrows: both together find what each finds', async () => {
    await relations.always(200, async ({ query, ids }) => {
      const { type, filters } = query(['combination']);
      const alone = await Promise.all(filters.map((one) => ids(type, pairsWith(type, one))));
      expectSame(await ids(type, pairsWith(type, ...filters)), alone.reduce(inBoth));
    });
  });

  test('OR unites, and :not leaves out what any of the values finds', async () => {
    const isList = (asked: Query) => {
      const filter = firstFilter(asked);
      return filter.values.length > 1 && (isPositive(filter) || filter.links.length === 0);
    };
    await relations.always(250, async ({ query, ids }) => {
      const asked = query(['parameter', 'chain'], isList);
      const { type } = asked;
      const filter = firstFilter(asked);
      const each = await Promise.all(
        filter.values.map((value) => ids(type, pairsWith(type, { ...filter, values: [value] }))),
      );
      expectSame(
        await ids(type, pairsWith(type, filter)),
        isPositive(filter) ? each.flat() : each.reduce(inBoth),
      );
    });
  });

  test('the order of parameters, and how they are encoded, changes nothing', async () => {
    await relations.always(150, async ({ query, client, world, dialect, draw }) => {
      const { type, filters } = query(['combination', 'parameter', 'chain']);
      const first = urlOf(world, type, pairsWith(type, ...filters));
      const [path = '', search = ''] = first.split('?');
      const other = `${path}?${search
        .split('&')
        .toSorted(() => draw.int(3) - 1)
        .join('&')}`;
      const hex = (letter: string) => `%${letter.charCodeAt(0).toString(16)}`;
      const encoded = other.replaceAll('+', '%20').replaceAll(/(?<==)[a-z]/g, hex);
      const results = await Promise.all([first, other, encoded].map((url) => client.get(url, { dialect })));
      const [one, ...others] = results.map(({ json }) => matchesOf(json));
      for (const another of others) expect(another, encoded).toEqual(one);
    });
  });

  test('what contradicts itself finds nothing', async () => {
    await relations.always(50, async ({ world, ids, draw }) => {
      const type = draw.pick(world.types);
      const [a = '', b = 'none'] = world.ofType(type).map(({ id = '' }) => id);
      expect(
        await ids(type, [
          ['_id', a],
          ['_id', b],
        ]),
      ).toEqual([]);
      expect(
        await ids(type, [
          ['_lastUpdated', 'lt1990'],
          ['_lastUpdated', 'gt2000'],
        ]),
      ).toEqual([]);
      expect(await ids(type, [['_id', 'none,neither']])).toEqual([]);
    });
  });
});

describe('ordered values', () => {
  const within: readonly (readonly [narrow: Prefix, wide: Prefix])[] = [
    ['gt', 'ge'],
    ['eq', 'ge'],
    ['eq', 'le'],
    ['lt', 'le'],
    ['sa', 'gt'],
    ['eb', 'lt'],
    ['sa', 'ne'],
    ['eb', 'ne'],
    ['eq', 'ap'],
  ];

  test('prefixes lie within one another; lt with ge, and eq with ne, cover all that have a value', async () => {
    const isOrdered = (asked: Query) => {
      const { values } = firstFilter(asked);
      return values[0]?.is === 'date' || (values[0]?.is === 'quantity' && values[0].code === undefined);
    };
    await relations.always(80, async ({ query, ids }) => {
      const asked = query(['parameter'], isOrdered);
      const { type } = asked;
      const filter = firstFilter(asked);
      const [sought] = filter.values;
      if (sought?.is !== 'date' && sought?.is !== 'quantity') throw new Error('no ordered value');
      const find = (prefix: Prefix) =>
        ids(type, pairsWith(type, { ...filter, values: [{ ...sought, prefix }] }));
      for (const [narrow, wide] of within) {
        expectSame(
          inBoth(await find(narrow), await find(wide)),
          await find(narrow),
          `${narrow} within ${wide}`,
        );
      }
      expectSame(
        [...(await find('lt')), ...(await find('ge'))],
        [...(await find('eq')), ...(await find('ne'))],
      );
    });
  });

  test('an instant is before a moment or not: _lastUpdated parts the type', async () => {
    await relations.always(80, async ({ world, ids, draw }) => {
      const type = draw.pick(world.types);
      const moment = draw.pick(world.ofType(type)).meta?.lastUpdated ?? '';
      const at = draw.pick([moment, moment.slice(0, 4), moment.slice(0, 7), moment.slice(0, 10)]);
      const before = await ids(type, [['_lastUpdated', `lt${at}`], ...small]);
      const after = await ids(type, [['_lastUpdated', `ge${at}`], ...small]);
      expect(inBoth(before, after)).toEqual([]);
      expectSame([...before, ...after], await ids(type, small));
    });
  });
});

describe('one thing said in several ways', () => {
  test(':missing parts the type', async () => {
    await relations.always(100, async ({ query, ids }) => {
      const asked = query(['parameter']);
      const { type } = asked;
      const { name } = firstFilter(asked);
      const without = await ids(type, [[`${name}:missing`, 'true'], ...small]);
      const having = await ids(type, [[`${name}:missing`, 'false'], ...small]);
      expect(inBoth(without, having)).toEqual([]);
      expectSame([...without, ...having], await ids(type, small));
    });
  });

  test('a token with its system is among those with the code, and among those of the system', async () => {
    const isCoded = (asked: Query) => {
      const { values, modifier } = firstFilter(asked);
      return (
        values[0]?.is === 'token' && Boolean(values[0].code && values[0].system) && modifier === undefined
      );
    };
    await relations.always(120, async ({ query, ids }) => {
      const asked = query(['parameter'], isCoded);
      const { type } = asked;
      const filter = firstFilter(asked);
      const [sought] = filter.values;
      if (sought?.is !== 'token') throw new Error('no token');
      const find = (value: { system?: string; code?: string }) =>
        ids(type, pairsWith(type, { ...filter, values: [{ is: 'token', ...value }] }));
      const { system = '', code = '' } = sought;
      const both = await find({ system, code });
      const bare = await find({ system: '', code });
      expectSame(inBoth([...both, ...bare], await find({ code })), [...both, ...bare]);
      expectSame(inBoth(both, await find({ system })), both);
    });
  });

  test('the forms of a reference agree', async () => {
    await relations.always(120, async ({ query, ids, world }) => {
      const asked = query(['parameter'], (one) => {
        const { values, modifier } = firstFilter(one);
        const [sought] = values;
        if (sought?.is !== 'reference' || sought.id === 'none' || modifier !== undefined) return false;
        if (sought.type === undefined) return false;
        return sought.base === undefined || sought.base === world.baseUrl;
      });
      const { name, values } = firstFilter(asked);
      const [sought] = values;
      if (sought?.is !== 'reference') throw new Error('no reference');
      const local = `${sought.type}/${sought.id}`;
      const forms = [
        [name, local],
        [name, `${world.baseUrl}/${local}`],
        [name, sought.id],
        [`${name}:${sought.type}`, sought.id],
        [`${name}:${sought.type}`, local],
      ] as const;
      const found = await Promise.all(forms.map((form) => ids(asked.type, [form, ...small])));
      for (const one of found) expect(one).toEqual(found[0]);
    });
  });

  test('a chain finds what following it in two steps finds', async () => {
    await relations.always(150, async ({ query, ids, client, world, dialect }) => {
      const asked = query(['chain']);
      const { type } = asked;
      const filter = firstFilter(asked);
      const [link, ...links] = filter.links;
      if (link?.kind !== 'chain') throw new Error('no chain');
      // What a parameter that a type does not have finds there is nothing.
      const strict = { dialect, headers: { prefer: 'handling=strict' } };
      const targets = await Promise.all(
        link.types.map(async (target) => {
          const pairs = pairsWith(target, { ...filter, links });
          const isKnown = (await client.get(urlOf(world, target, pairs), strict)).status === 200;
          return isKnown ? (await ids(target, pairs)).map((id) => `${target}/${id}`) : [];
        }),
      );
      const ends = targets.flat().join();
      const steps = ends === '' ? [] : await ids(type, [[link.name, ends], ...small]);
      const found = await ids(type, pairsWith(type, filter));
      expectSame(found, steps, JSON.stringify(pairsWith(type, filter)));
    });
  });

  test('GET, POST, and half of each find the same', async () => {
    await relations.always(150, async ({ query, client, world, dialect, draw }) => {
      const { type, ...rest } = query(anyKind);
      const pairs = [...pairsOf({ type, ...rest }), ...small];
      const half = draw.int(pairs.length + 1);
      const post = (inUrl: Pairs, inForm: Pairs) => {
        const form = String(new URLSearchParams(inForm.map(([name, value]) => [name, value])));
        return client.get(urlOf(world, `${type}/_search`, inUrl), { dialect, method: 'POST', form });
      };
      const results = [
        await client.get(urlOf(world, type, pairs), { dialect }),
        await post([], pairs),
        await post(pairs.slice(0, half), pairs.slice(half)),
      ];
      const [one, ...others] = results.map(({ json }) =>
        json.entry?.map(({ fullUrl, search }) => [fullUrl, search]),
      );
      for (const another of others) expect(another).toEqual(one);
    });
  });

  test('a search by _id finds what a read gives', async () => {
    await relations.always(120, async ({ world, client, draw }) => {
      const type = draw.pick(world.types);
      const id = draw.pick(world.ofType(type)).id ?? '';
      const { json } = await client.get(urlOf(world, type, [['_id', id]]));
      const [entry] = json.entry ?? [];
      const { body, headers } = await ask(entry?.fullUrl ?? '', world.asking);
      const read: FhirResource = JSON.parse(String(body));
      expect(read).toEqual(entry?.resource);
      expect(headers.etag).toBe(`W/"${read.meta?.versionId}"`);
    });
  });

  test('a resource is found by what it has', async () => {
    await relations.always(200, async ({ world, oracle, query, client, draw }) => {
      const asked = query(['parameter'], (one) => {
        const { name, type } = firstFilter(one);
        return world.ofType(type).some((resource) => oracle.nodes(resource, name).length > 0);
      });
      const { type, name } = firstFilter(asked);
      const having = world.ofType(type).filter((resource) => oracle.nodes(resource, name).length > 0);
      const id = draw.pick(having).id ?? '';
      // Whatever profile it claims: the documented dialect would ask for those of the directory.
      const { json } = await client.get(
        urlOf(world, type, [
          [`${name}:missing`, 'false'],
          ['_id', id],
        ]),
      );
      expect(matchesOf(json)).toEqual([id]);
    });
  });
});
