import type { Bundle, FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { runAgainst, searchset } from '../stub.fixture.ts';
import { neverSeen } from './must-support.ts';

test.each([
  ['an element that is there', [['Observation.code', 3]], []],
  ['an element that is never there', [['Observation.code', 0]], ['Observation.code']],
  [
    'a value in place of components',
    [
      ['Observation.value[x]', 2],
      ['Observation.component.code', 0],
    ],
    [],
  ],
  [
    'neither value nor components',
    [
      ['Observation.value[x]', 0],
      ['Observation.component', 0],
    ],
    ['Observation.value[x]', 'Observation.component'],
  ],
] as const)('%s', (_, counts, expected) => {
  expect(neverSeen({ elements: counts.map(([id, count]) => ({ id, count })) })).toEqual(expected);
});

const procedure = {
  resourceType: 'Procedure',
  id: 'a',
  meta: { profile: ['http://hl7.org/fhir/us/core/StructureDefinition/us-core-procedure'] },
  status: 'completed',
  code: { text: 'an operation' },
  subject: { reference: 'Patient/p' },
} satisfies FhirResource;

test.each([
  ['has a date', { ...procedure, performedDateTime: '2024-01-01' }, 'pass'],
  ['never has a date', procedure, 'fail'],
] as const)('a record whose procedure %s: %s', async (_, resource, outcome) => {
  const result = await runAgainst('fhir.must-support.patient-access-procedure', {
    resource: [{ type: 'Procedure' }],
    answer: (path) => (path === 'Procedure' ? searchset([resource, 'match']) : undefined),
  });
  expect(result.outcome).toBe(outcome);
});

test('of a cut search, a profile that was seen whole does not stand for one that was not', async () => {
  const core = 'http://hl7.org/fhir/us/core/StructureDefinition/';
  const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
  const whole = {
    resourceType: 'Observation',
    id: 'whole',
    meta: { profile: [`${core}us-core-smokingstatus`] },
    status: 'final',
    category: [{ coding: [{ system: category, code: 'social-history' }] }],
    code: { coding: [{ system: 'http://loinc.org', code: '72166-2' }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2024-01-01',
    valueCodeableConcept: { text: 'never' },
  } satisfies FhirResource;
  const empty: FhirResource = {
    ...whole,
    id: 'empty',
    meta: { profile: [`${core}us-core-observation-lab`] },
    category: [],
  };
  const judged = (...observations: readonly FhirResource[]) =>
    runAgainst('fhir.must-support.patient-access-observation', {
      resource: [{ type: 'Observation' }],
      answer: (path, query) => ({
        ...(searchset(...observations.map((one) => [one, 'match'] as const)) as Bundle),
        link: [{ relation: 'next', url: `http://stub.test/fhir/${path}?n=${Number(query.get('n')) + 1}` }],
      }),
    });
  expect((await judged(whole)).outcome).toBe('pass');
  const { outcome, message } = await judged(whole, empty);
  expect([outcome, message]).toEqual(['skip', expect.stringContaining('limits.maxPages')]);
});
