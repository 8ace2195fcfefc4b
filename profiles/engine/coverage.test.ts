import { expect, test } from 'vitest';
import { tableSource } from '../sources.ts';
import { createCoverage } from './coverage.ts';

const PATIENT = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|6.1.0';
const race = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race';

test('must-support elements and slices are counted once per resource, with one place as example', () => {
  const coverage = createCoverage(tableSource(), PATIENT);
  coverage.add({
    resourceType: 'Patient',
    id: 'a',
    extension: [
      { url: 'http://a.example/x', valueCode: 'x' },
      { url: race, extension: [] },
    ],
    name: [{ text: 'A' }, { family: 'A', given: ['B', 'C'] }],
  });
  coverage.add({ resourceType: 'Patient', id: 'b', name: [{ family: 'A' }] });
  coverage.add({ resourceType: 'Observation', id: 'c' });
  const { resources, elements, profile } = coverage.report();
  const held = Object.fromEntries(elements.map(({ element, ...rest }) => [element, rest]));
  expect(profile).toBe(PATIENT);
  expect(resources).toBe(2);
  expect(held['Patient.name.family']).toEqual({ resources: 2, example: 'Patient/a Patient.name[1].family' });
  expect(held['Patient.name.given']).toMatchObject({ resources: 1 });
  expect(held['Patient.gender']).toEqual({ resources: 0 });
  const [slice] = elements.filter(({ element }) => element === 'Patient.extension:race');
  if (slice) expect(slice).toMatchObject({ resources: 1, example: 'Patient/a Patient.extension[1]' });
});

test('slices are told by their discriminators', () => {
  const coverage = createCoverage(
    tableSource(),
    'http://hl7.org/fhir/us/core/StructureDefinition/us-core-blood-pressure|6.1.0',
  );
  const component = (code: string) => ({ code: { coding: [{ system: 'http://loinc.org', code }] } });
  coverage.add({ resourceType: 'Observation', id: 'a', component: [component('0'), component('8480-6')] });
  const seen = new Map(coverage.report().elements.map(({ element, resources }) => [element, resources]));
  expect(seen.get('Observation.component:systolic')).toBe(1);
  expect(seen.get('Observation.component:diastolic')).toBe(0);
});

test('an unknown profile is refused by name', () => {
  expect(() => createCoverage(tableSource(), 'http://a.example/p')).toThrow('http://a.example/p');
});
