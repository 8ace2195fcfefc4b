import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { runAgainst, type Stub } from './stub.fixture.ts';

const claim = (page: number): FhirResource => ({
  resourceType: 'ExplanationOfBenefit',
  id: `claim-${page}`,
  meta: {
    profile: ['http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-ExplanationOfBenefit-Pharmacy'],
  },
  status: 'active',
  type: { text: 'pharmacy' },
  use: 'claim',
  patient: { reference: 'Patient/p' },
  billablePeriod: { start: `${2000 + page}-01-01` },
  created: '2024-01-01',
  insurer: { display: 'plan' },
  provider: { display: 'pharmacy' },
  outcome: 'complete',
  insurance: [{ focal: true, coverage: { reference: 'Coverage/somewhere' } }],
});

const of: Readonly<Record<string, (page: number) => FhirResource>> = {
  ExplanationOfBenefit: claim,
  Coverage: (page) => ({
    resourceType: 'Coverage',
    id: `coverage-${page}`,
    status: 'active',
    beneficiary: { reference: 'Patient/p' },
    payor: [],
  }),
  Observation: (page) => ({
    resourceType: 'Observation',
    id: `o-${page}`,
    status: 'final',
    code: { text: 'weight' },
  }),
  HealthcareService: (page) => ({ resourceType: 'HealthcareService', id: `service-${page}` }),
  Organization: (page) => ({ resourceType: 'Organization', id: `organization-${page}` }),
  Practitioner: (page) => ({ resourceType: 'Practitioner', id: `practitioner-${page}` }),
  PractitionerRole: (page) => ({ resourceType: 'PractitionerRole', id: `role-${page}` }),
};

/** @param pages after how many the links begin again */
function endless(pages = Number.POSITIVE_INFINITY): Stub & { readonly asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    resource: Object.keys(of).map((type) => ({ type })) as Stub['resource'],
    answer: (path, query) => {
      asked += 1;
      const page = Number(query.get('page') ?? 0);
      const next = `http://stub.test/fhir/${path}?page=${(page + 1) % pages}`;
      const resource = of[path]?.(page);
      return (
        resource && {
          ...({
            resourceType: 'Bundle',
            type: 'searchset',
            link: [{ relation: 'next', url: next }],
          } as Bundle),
          entry: [{ resource, search: { mode: 'match' } }],
        }
      );
    },
  };
}

describe('a server that pages for ever', () => {
  test.each([
    'fhir.must-support.patient-access-explanationofbenefit',
    'fhir.bundle.patient-access-paging-ends',
    'patient-access.claims.no-gap',
    'provider-directory.content.kinds-of-providers',
    'provider-directory.content.pharmacies',
    'provider-directory.content.contact',
  ])('is read as far as the limit goes, and what it did not show is no fault: %s', async (id) => {
    const server = endless();
    const { outcome, message } = await runAgainst(id, server);
    expect([outcome, message]).toEqual(['skip', expect.stringContaining('limits.maxPages')]);
    expect(server.asked()).toBeLessThanOrEqual(41);
  });
});

test('a server whose next links go round in circles is told so', async () => {
  const server = endless(3);
  const { outcome, findings } = await runAgainst('fhir.bundle.patient-access-paging-ends', server);
  expect(outcome).toBe('fail');
  expect(findings[0]?.received).toMatch(/still a next link after \d+ pages/);
  expect(server.asked()).toBeLessThanOrEqual(10);
});

test('an answer beyond the limit is not judged, and the check says which limit that is', async () => {
  const { resource } = endless();
  const { outcome, message } = await runAgainst('fhir.bundle.patient-access-paging-ends', {
    resource,
    answer: () => ({ body: `{"resourceType":"Bundle","note":"${'x'.repeat(20_000_001)}"}` }),
  });
  expect([outcome, message]).toEqual([
    'skip',
    'the answer to GET /fhir/Observation is longer than limits.maxBodyBytes (20000000)',
  ]);
});
