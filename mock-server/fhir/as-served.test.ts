import type { Observation } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { asServed } from './as-served.ts';
import { labProfile } from './testing.ts';

const webPage = 'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab';

const observation = (category: string, ...profile: string[]): Observation => ({
  resourceType: 'Observation',
  meta: { versionId: '1', profile },
  status: 'final',
  category: [{ coding: [{ code: category }] }],
  code: { text: 'x' },
});

test.each([
  ['laboratory', [labProfile], [webPage]],
  ['laboratory', [`${labProfile}|6.1.0`, 'urn:other'], [webPage, 'urn:other']],
  ['laboratory', ['urn:other'], ['urn:other']],
  ['vital-signs', [labProfile], [labProfile]],
])('the documented form of a %s observation with profiles %j claims %j', (category, profile, shown) => {
  const resource = observation(category, ...profile);
  expect(asServed(resource, 'documented')).toEqual(observation(category, ...shown));
  expect(asServed(resource, 'standard')).toBe(resource);
});

test('the same resource gives the same object each time', () => {
  const resource = observation('laboratory', labProfile);
  expect(asServed(resource, 'documented')).toBe(asServed(resource, 'documented'));
});
