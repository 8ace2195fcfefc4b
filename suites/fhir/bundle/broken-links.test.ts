import type { Bundle, FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { runAgainst, searchset } from '../stub.fixture.ts';

const observation = (n: number): FhirResource => ({
  resourceType: 'Observation',
  id: `o-${n}`,
  status: 'final',
  code: { text: 'weight' },
});

/** A server whose next links are no addresses. */
const broken = {
  resource: [{ type: 'Observation' as const }],
  answer: () => ({
    ...(searchset(...[1, 2, 3, 4].map((n) => [observation(n), 'match'] as const)) as Bundle),
    link: [{ relation: 'next', url: 'http://[plan' }],
  }),
};

test.each([
  ['fhir.bundle.patient-access-page-links-usable', 'fail'],
  ['fhir.bundle.patient-access-paging-ends', 'skip'],
  ['fhir.conformance.patient-access-observation', 'skip'],
])(
  'a next link that is no address is a fault of the server, none of the check: %s: %s',
  async (id, expected) => {
    const { outcome, message, findings } = await runAgainst(id, broken);
    expect(outcome).toBe(expected);
    expect(message ?? findings[0]?.received).toContain('http://[plan');
  },
);
