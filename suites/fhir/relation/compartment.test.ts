import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { runAgainst, searchset } from '../stub.fixture.ts';

const observation = (id: string): FhirResource => ({
  resourceType: 'Observation',
  id,
  status: 'final',
  code: { text: 'pulse' },
});
const all = [observation('a'), observation('b')];

test.each([
  ['the same', all, 'pass'],
  ['less', all.slice(1), 'fail'],
  ['more', [...all, observation('c')], 'fail'],
  ['nothing: it is not served', undefined, 'omit'],
] as const)('a compartment that has %s: %s', async (_, inside, outcome) => {
  const result = await runAgainst('fhir.relation.patient-access-compartment', {
    resource: [{ type: 'Observation' }],
    answer(path) {
      if (path === 'Observation') return searchset(...all.map((one) => [one, 'match'] as const));
      if (path !== 'Patient/p/Observation' || !inside) return undefined;
      return searchset(...inside.map((one) => [one, 'match'] as const));
    },
  });
  expect(result.outcome).toBe(outcome);
});
