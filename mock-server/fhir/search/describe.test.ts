import type { CapabilityStatement, CapabilityStatementRest } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Asking, askJson, directory, linkOf, patientAccess } from '../testing.ts';
import { searchParameters } from './table/index.ts';

/** A value of each kind of parameter. */
const values: Readonly<Record<string, string>> = {
  date: '2024',
  quantity: '5.4',
  reference: 'x',
  special: '37.3|-121.9',
  string: 'x',
  token: 'x',
  uri: 'urn:x',
};

const member: Asking = { token: 'member:alice', headers: { prefer: 'handling=strict' } };

const advertised = new Map<string, CapabilityStatementRest>();

beforeAll(async () => {
  for (const base of [directory, patientAccess]) {
    const { json } = await askJson(`${base}/metadata`);
    const { rest }: CapabilityStatement = json;
    if (rest?.[0]) advertised.set(base, rest[0]);
  }
});

const statusOf = async (url: string, name: string, value: string) => {
  const { status, json } = await askJson(`${url}?${new URLSearchParams({ [name]: value })}`, member);
  const self = status === 200 ? new URL(linkOf(json, 'self') ?? '').searchParams.get(name) : null;
  return `${name}=${value}: ${status}, used ${self === null ? 'nothing' : self}`;
};

describe.each([directory, patientAccess])('what %s advertises works', (base) => {
  test('every search parameter', async () => {
    let examined = 0;
    for (const { type, searchParam = [] } of advertised.get(base)?.resource ?? []) {
      for (const { name, type: kind } of searchParam) {
        const value = values[kind] ?? '';
        expect(await statusOf(`${base}/${type}`, name, value)).toBe(`${name}=${value}: 200, used ${value}`);
        examined += 1;
      }
    }
    expect(examined).toBeGreaterThan(40);
  });

  test('every include and reverse include', async () => {
    let examined = 0;
    for (const { type, searchInclude = [], searchRevInclude = [] } of advertised.get(base)?.resource ?? []) {
      for (const [name, all] of [
        ['_include', searchInclude],
        ['_revinclude', searchRevInclude],
      ] as const) {
        for (const value of all) {
          expect(await statusOf(`${base}/${type}`, name, value)).toBe(`${name}=${value}: 200, used ${value}`);
          examined += 1;
        }
      }
    }
    expect(examined).toBeGreaterThan(40);
  });

  test('every parameter that shapes the result', async () => {
    const samples: Readonly<Record<string, string>> = {
      _count: '3',
      _elements: 'identifier',
      _include: '*',
      _revinclude: '*',
      _sort: '-_lastUpdated',
      _summary: 'true',
      _total: 'accurate',
    };
    const names = advertised.get(base)?.searchParam?.map(({ name }) => name) ?? [];
    expect(names.toSorted()).toEqual(['_has', ...Object.keys(samples)].toSorted());
    for (const [name, value] of Object.entries(samples)) {
      expect(await statusOf(`${base}/Organization`, name, value)).toBe(
        `${name}=${value}: 200, used ${value}`,
      );
    }
  });
});

describe.each([directory, patientAccess])('what works at %s is advertised', (base) => {
  test('no parameter of the table is left out', () => {
    for (const { type, searchParam = [] } of advertised.get(base)?.resource ?? []) {
      expect(searchParam.map(({ name }) => name)).toEqual([...searchParameters(type).keys()]);
    }
  });

  test('a parameter of another type or of R4 that is not advertised is refused', async () => {
    const everywhere = new Set(
      [...advertised.values()].flatMap(({ resource = [] }) =>
        resource.flatMap(({ searchParam = [] }) => searchParam.map(({ name }) => name)),
      ),
    );
    for (const name of ['_text', '_content', '_security', '_source', '_list', 'phonetic', 'telecom'])
      everywhere.add(name);
    for (const { type, searchParam = [] } of advertised.get(base)?.resource ?? []) {
      const own = new Set(searchParam.map(({ name }) => name));
      for (const name of everywhere) {
        if (own.has(name)) continue;
        expect(await statusOf(`${base}/${type}`, name, 'x')).toBe(`${name}=x: 400, used nothing`);
      }
    }
  });

  test('an include that is not advertised is refused, or stands for one that is', async () => {
    for (const { type, searchParam = [], searchInclude = [] } of advertised.get(base)?.resource ?? []) {
      for (const { name, type: kind } of searchParam) {
        const value = `${type}:${name}`;
        const { status, json } = await askJson(`${base}/${type}?_include=${value}`, member);
        const works = status === 200 && kind === 'reference';
        expect(works || status === 400, value).toBe(true);
        // Nothing that is served can be at the other end of what works and is not listed.
        if (works && !searchInclude.includes(value))
          expect(JSON.stringify(json)).not.toContain('"mode":"include"');
      }
    }
  });
});
