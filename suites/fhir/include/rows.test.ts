import type { FhirResource, MedicationRequest, Provenance } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { runAgainst, type Stub, searchset } from '../stub.fixture.ts';

const medication: FhirResource = { resourceType: 'Medication', id: 'm' };
const request: MedicationRequest = {
  resourceType: 'MedicationRequest',
  id: 'r',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/p' },
  medicationReference: { reference: 'Medication/m' },
};

function medications(included: readonly FhirResource[]): Stub {
  return {
    resource: [{ type: 'MedicationRequest', searchInclude: ['MedicationRequest:medication'] }],
    answer(path, query) {
      if (path === 'Medication/m') return medication;
      if (path !== 'MedicationRequest') return undefined;
      const brought = query.has('_include') ? included : [];
      return searchset([request, 'match'], ...brought.map((one) => [one, 'include'] as const));
    },
  };
}

test.each([
  ['what the match refers to', [medication], 'pass'],
  ['nothing', [], 'fail'],
  ['what no match refers to', [medication, { ...medication, id: 'other' }], 'fail'],
  ['the same twice', [medication, medication], 'fail'],
] as const)('an include that brings %s: %s', async (_, included, outcome) => {
  const result = await runAgainst(
    'fhir.include.patient-access-medicationrequest-medication',
    medications(included),
  );
  expect(result.outcome).toBe(outcome);
});

test('an include of what nothing refers to does not apply', async () => {
  const { medicationReference: _, ...bare } = request;
  const stub = medications([]);
  const result = await runAgainst('fhir.include.patient-access-medicationrequest-medication', {
    ...stub,
    answer: (path) => (path === 'MedicationRequest' ? searchset([bare as FhirResource, 'match']) : undefined),
  });
  expect(result).toMatchObject({ outcome: 'omit', examined: 0 });
});

const patient: FhirResource = { resourceType: 'Patient', id: 'p' };
const provenance: Provenance = {
  resourceType: 'Provenance',
  id: 'v',
  recorded: '2024-01-01T00:00:00Z',
  target: [{ reference: 'Patient/p' }],
  agent: [{ who: { display: 'the plan' } }],
};

test.each([
  ['what refers to the match', [provenance], 'pass'],
  ['nothing', [], 'fail'],
  [
    'what refers to another',
    [provenance, { ...provenance, id: 'w', target: [{ reference: 'Patient/q' }] }],
    'fail',
  ],
] as [string, FhirResource[], string][])(
  'a reverse include that brings %s: %s',
  async (_, included, outcome) => {
    const result = await runAgainst('fhir.include.patient-access-patient-from-provenance-target', {
      resource: [{ type: 'Patient', searchRevInclude: ['Provenance:target'] }],
      answer(path, query) {
        if (path === 'Provenance') return searchset([provenance, 'match']);
        if (path !== 'Patient') return undefined;
        const brought = query.has('_revinclude') ? included : [];
        return searchset([patient, 'match'], ...brought.map((one) => [one, 'include'] as const));
      },
    });
    expect(result.outcome).toBe(outcome);
  },
);
