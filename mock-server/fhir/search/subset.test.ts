import type { Encounter, Observation, Patient } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { type Subset, subsetOf } from './subset.ts';

const subsetted = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

const observation: Observation = {
  resourceType: 'Observation',
  id: 'o',
  meta: { versionId: '1', tag: [{ code: 'own' }] },
  text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">o</div>' },
  status: 'final',
  code: { text: 'c' },
  subject: { reference: 'Patient/p' },
  valueQuantity: { value: 1, unit: 'mg' },
  note: [{ text: 'n' }],
  interpretation: [{ text: 'high' }],
  component: [{ code: { text: 'x' }, valueString: 'v', interpretation: [{ text: 'low' }] }],
};

const patient: Patient = {
  resourceType: 'Patient',
  id: 'p',
  birthDate: '2000-01-01',
  _birthDate: { extension: [{ url: 'urn:time', valueDateTime: '2000-01-01T10:00:00Z' }] },
  deceasedBoolean: false,
  link: [{ other: { reference: 'Patient/q' }, type: 'seealso' }],
  communication: [{ language: { text: 'en' } }],
};

const encounter: Encounter = {
  resourceType: 'Encounter',
  id: 'e',
  status: 'finished',
  statusHistory: [{ status: 'planned', period: {} }],
  class: { code: 'AMB' },
  classHistory: [{ class: { code: 'IMP' }, period: {} }],
};

test.each<[Subset, string[]]>([
  [{ part: 'summary' }, ['status', 'code', 'subject', 'valueQuantity', 'component']],
  [{ part: 'text' }, ['text', 'status', 'code']],
  [{ part: 'data' }, ['status', 'code', 'subject', 'valueQuantity', 'note', 'interpretation', 'component']],
  [{ part: 'elements', names: ['value', 'note', 'nothing'] }, ['status', 'code', 'valueQuantity', 'note']],
])('%j keeps what is asked for and what is mandatory, and says that it is a part', (subset, names) => {
  const { resourceType, id, meta, ...rest } = subsetOf(observation, subset);
  expect({ resourceType, id, meta }).toEqual({
    resourceType: 'Observation',
    id: 'o',
    meta: { versionId: '1', tag: [{ code: 'own' }, subsetted] },
  });
  expect(Object.keys(rest)).toEqual(names);
});

test('of an element with parts a summary keeps those that are in it', () => {
  expect(subsetOf(observation, { part: 'summary' })).toMatchObject({
    component: [{ code: { text: 'x' }, valueString: 'v' }],
  });
  expect(JSON.stringify(subsetOf(observation, { part: 'summary' }))).not.toContain('low');
});

test('extensions of a primitive and the type of a choice go with the element', () => {
  const kept = subsetOf(patient, { part: 'elements', names: ['birthDate', 'deceased', 'link'] });
  expect(Object.keys(kept).sort()).toEqual(
    ['_birthDate', 'birthDate', 'deceasedBoolean', 'id', 'link', 'meta', 'resourceType'].sort(),
  );
});

test('an element is not taken for another that begins like it', () => {
  const kept = subsetOf(encounter, { part: 'elements', names: ['status', 'class'] });
  expect(Object.keys(kept)).toEqual(['resourceType', 'id', 'status', 'class', 'meta']);
});

test('the same part of the same resource is the same object, and the resource stays as it was', () => {
  const before = JSON.stringify(observation);
  const first = subsetOf(observation, { part: 'summary' });
  expect(subsetOf(observation, { part: 'summary' })).toBe(first);
  expect(subsetOf(observation, { part: 'text' })).not.toBe(first);
  expect(JSON.stringify(observation)).toBe(before);
});
