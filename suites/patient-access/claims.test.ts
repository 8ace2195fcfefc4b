import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { runAgainst, searchset } from '../fhir/stub.fixture.ts';
import { claimContent } from './claims.ts';

const whole = {
  resourceType: 'ExplanationOfBenefit',
  id: 'whole',
  status: 'active',
  type: { coding: [{ code: 'institutional' }] },
  use: 'claim',
  patient: { reference: 'Patient/p' },
  created: '2024-01-01',
  insurer: { reference: 'Organization/plan' },
  provider: { reference: 'Organization/hospital' },
  outcome: 'complete',
  insurance: [{ focal: true, coverage: { reference: 'Coverage/c' } }],
} satisfies FhirResource;

/** What a server may send, whatever the types say. */
const broken = [
  {},
  { type: null },
  { insurance: [] },
  { insurance: [{ focal: true }] },
  { provider: undefined },
  { careTeam: [{ sequence: 1 }] },
  { total: [{ amount: { value: 1 } }] },
  { item: [{ sequence: 1, adjudication: [{ amount: { value: 1 } }] }] },
].map((change, n) => {
  const base = n === 0 ? { resourceType: 'ExplanationOfBenefit' } : whole;
  return { ...base, ...change, id: `broken-${n}` } as FhirResource;
});

const served = (claims: readonly FhirResource[]) => ({
  resource: [{ type: 'ExplanationOfBenefit' as const }, { type: 'Coverage' as const }],
  answer: (path: string) =>
    path === 'ExplanationOfBenefit'
      ? searchset(...claims.map((claim) => [claim, 'match'] as const))
      : path === 'Coverage'
        ? searchset()
        : undefined,
});

describe('claims without what is mandatory', () => {
  test.each(claimContent.map(({ id }) => id))('break no check: %s', async (id) => {
    const { outcome, message } = await runAgainst(id, served(broken));
    expect([outcome, message]).toEqual(['skip', expect.stringContaining('mandatory')]);
  });

  test('are left out beside others', async () => {
    const result = await runAgainst('patient-access.claims.profile-versions', served([...broken, whole]));
    expect([result.outcome, result.examined]).toEqual(['fail', 1]);
  });
});
