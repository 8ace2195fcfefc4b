import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { runAgainst, searchset } from '../fhir/stub.fixture.ts';

const person: FhirResource = {
  resourceType: 'Practitioner',
  id: 'p',
  name: [{ family: 'Ray' }],
};

const role = (reference: string): FhirResource => ({
  resourceType: 'PractitionerRole',
  id: 'r',
  practitioner: { reference },
  location: [{ reference: 'Location/l' }],
  telecom: [{ system: 'phone', value: '1' }],
  specialty: [{ text: 'surgery' }],
});

test.each([
  ['Practitioner/p', 'pass'],
  ['http://stub.test/fhir/Practitioner/p', 'pass'],
  ['Practitioner/q', 'fail'],
])('a role is that of whom it refers to by %s: %s', async (reference, expected) => {
  const { outcome, findings } = await runAgainst('provider-directory.content.contact', {
    resource: [{ type: 'Practitioner' }, { type: 'PractitionerRole' }],
    answer: (path) => searchset([path === 'Practitioner' ? person : role(reference), 'match']),
  });
  expect(outcome).toBe(expected);
  expect(findings[0]?.evidence).toHaveLength(1);
});
