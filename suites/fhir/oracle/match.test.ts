import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import type { SearchParameterFacts } from '../../../profiles/guides.ts';
import type { Identified } from '../../runner/harvest.ts';
import { type Answer, answer, type Term, write } from './match.ts';
import { expressionFor, valuesOf } from './values.ts';

const parameter = (type: string, expression: string): SearchParameterFacts => ({
  url: 'http://example.org/parameter',
  code: 'x',
  base: ['Patient', 'Observation'],
  type,
  expression,
});

const patient: FhirResource & { id: string } = {
  resourceType: 'Patient',
  id: 'p',
  name: [{ family: 'Núñez', given: ['José', 'María'], suffix: ['Jr.'] }],
  address: [{ line: ['1 Main St'], city: 'San José', country: 'US' }],
  identifier: [{ system: 'urn:a', value: 'One' }],
  gender: 'male',
  generalPractitioner: [{ reference: 'Practitioner/d' }],
};

const name = parameter('string', 'Patient.name');
const address = parameter('string', 'Patient.address');
const identifier = parameter('token', 'Patient.identifier');
const gender = parameter('token', 'Patient.gender');
const doctor = parameter('reference', 'Patient.generalPractitioner');

describe('a search', () => {
  test.each<[string, SearchParameterFacts, Term, Answer]>([
    ['by the beginning of a name, without accents', name, { kind: 'string', text: 'nune' }, 'in'],
    ['by the middle of a name', name, { kind: 'string', text: 'une' }, 'out'],
    ['by a suffix, which a server may look at', name, { kind: 'string', text: 'jr' }, 'unclear'],
    ['by a later word of a city', address, { kind: 'string', text: 'jose' }, 'unclear'],
    ['by a country, which a server may look at', address, { kind: 'string', text: 'us' }, 'unclear'],
    ['by system and value', identifier, { kind: 'token', system: 'urn:a', code: 'One' }, 'in'],
    ['by value alone', identifier, { kind: 'token', code: 'One' }, 'in'],
    ['by another system', identifier, { kind: 'token', system: 'urn:b', code: 'One' }, 'out'],
    ['by a value in another case', identifier, { kind: 'token', code: 'one' }, 'unclear'],
    ['by a code', gender, { kind: 'token', code: 'male' }, 'in'],
    [
      'by a code with a system that the element does not show',
      gender,
      { kind: 'token', system: 'x', code: 'male' },
      'unclear',
    ],
    ['by a reference', doctor, { kind: 'reference', reference: 'Practitioner/d' }, 'in'],
    ['by another reference', doctor, { kind: 'reference', reference: 'Practitioner/e' }, 'out'],
  ])('%s', (_, facts, term, expected) => {
    expect(answer(patient as Identified, facts, term)).toBe(expected);
  });

  test.each<[Term, string]>([
    [{ kind: 'token', system: 'urn:a', code: 'b,c' }, 'urn%3Aa%7Cb%5C%2Cc'],
    [{ kind: 'date', prefix: 'eq', date: '2024' }, '2024'],
    [{ kind: 'date', prefix: 'ge', date: '2024' }, 'ge2024'],
  ])('writes %j as %s', (term, expected) => {
    expect(write(term)).toBe(expected);
  });
});

describe('an expression', () => {
  test.each([
    ['Observation.code | Patient.name', 'Patient', 'Patient.name'],
    ['(Observation.value as Quantity) | Patient.name', 'Observation', '(Observation.value as Quantity)'],
    ['Observation.subject.where(resolve() is Patient)', 'Observation', 'Observation.subject'],
    ['Resource.id', 'Patient', 'Resource.id'],
  ])('%s for %s is %s', (expression, type, expected) => {
    expect(expressionFor(type, expression)).toBe(expected);
  });

  test('that asks for a type sees references to it alone', () => {
    const facts = parameter('reference', 'Observation.subject.where(resolve() is Patient)');
    const of = (reference: string) =>
      valuesOf({ resourceType: 'Observation', id: 'o', subject: { reference } } as Identified, facts).length;
    expect([of('Patient/p'), of('Group/g')]).toEqual([1, 0]);
  });
});

test('the values of a parameter are copies, by which nothing else of the resource is kept', () => {
  const [value] = valuesOf({ ...patient, id: 'copied' }, name);
  expect(value).toEqual(patient.name?.[0]);
  expect(value).not.toBe(patient.name?.[0]);
  expect(Object.getOwnPropertyNames(value)).toEqual(['family', 'given', 'suffix']);
});
