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
  const reading = claimContent.map(({ id }) => id).filter((id) => !id.endsWith('no-gap'));
  test.each(reading)('break no check: %s', async (id) => {
    const { outcome, message } = await runAgainst(id, served(broken));
    expect([outcome, message]).toEqual(['skip', expect.stringContaining('mandatory')]);
  });

  test('are left out beside others', async () => {
    const result = await runAgainst('patient-access.claims.profile-versions', served([...broken, whole]));
    expect([result.outcome, result.examined]).toEqual(['fail', 1]);
    expect(result.message).toMatch(/^8 of 9 claims are left out/);
  });
});

const month = (n: number): FhirResource => ({
  ...whole,
  id: `month-${n}`,
  billablePeriod: { start: new Date(Date.UTC(2024, n)).toISOString() },
});

describe('the stream of claims', () => {
  test('has no gap where claims can be dated, though they lack what is mandatory', async () => {
    const months = Array.from({ length: 24 }, (_, n) => month(n));
    const claims = months.map((one, n) => (n > 8 && n < 14 ? { ...one, provider: undefined } : one));
    const { outcome } = await runAgainst('patient-access.claims.no-gap', served(claims as FhirResource[]));
    expect(outcome).toBe('pass');
  });
});

describe('a coverage', () => {
  const coverage: FhirResource = {
    resourceType: 'Coverage',
    id: 'c',
    status: 'active',
    beneficiary: { reference: 'Patient/p' },
    payor: [],
  };
  test.each([
    ['Coverage/c', 'pass'],
    ['http://stub.test/fhir/Coverage/c', 'pass'],
    ['Coverage/c/_history/2', 'pass'],
    ['http://other.test/fhir/Coverage/c', 'fail'],
    ['Coverage/d', 'fail'],
  ])('is named by %s: %s', async (reference, expected) => {
    const claim = { ...whole, insurance: [{ focal: true, coverage: { reference } }] };
    const { resource } = served([]);
    const { outcome, findings } = await runAgainst('patient-access.claims.within-coverage', {
      resource,
      answer: (path) => (path === 'Coverage' ? searchset([coverage, 'match']) : searchset([claim, 'match'])),
    });
    expect(outcome).toBe(expected);
    expect(findings[0]?.evidence).toHaveLength(1);
  });
});
