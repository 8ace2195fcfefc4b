import type { ExplanationOfBenefit, FhirResource, Observation, Organization, Patient } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { directoryBase, patientAccessBase } from '../bases.ts';
import { InvalidSearch } from '../outcomes.ts';
import { planSearch } from './plan.ts';
import { selectMatches } from './select.ts';

const baseUrl = 'https://plan.example/fhir';
const types = new Set([...directoryBase.types.keys(), ...patientAccessBase.types.keys()]);
const scope = { baseUrl, visible: { ofType: () => [], find: () => undefined } };

function plan(type: string, query: string) {
  const rules = { type, types, baseUrl, asOf: Date.parse('2024-06-01'), strict: true };
  return planSearch(new URLSearchParams(query), rules);
}

function finds(resource: FhirResource, query: string): boolean {
  return selectMatches([resource], plan(resource.resourceType, query).criteria, scope).length > 0;
}

const patient: Patient = {
  resourceType: 'Patient',
  id: 'Ab-1',
  meta: {
    lastUpdated: '2024-05-01T08:30:15.500Z',
    profile: ['http://example.org/p|1.0', 'http://example.org/q'],
  },
  identifier: [{ system: 'urn:plan', value: 'M,1' }, { value: 'bare' }],
  name: [{ family: 'Núñez  de la Vega', given: ['José', 'María'], prefix: ['Dr.'] }],
  gender: 'male',
  birthDate: '1980-02-29',
};

const observation: Observation = {
  resourceType: 'Observation',
  id: 'o',
  status: 'final',
  category: [
    {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'vital-signs' }],
    },
  ],
  code: { coding: [{ system: 'http://loinc.org', code: 'LA1-x' }, { code: 'local' }] },
  subject: { reference: 'Patient/Ab-1' },
  effectivePeriod: { start: '2024-01-10', end: '2024-01-12' },
};

const category = 'http://terminology.hl7.org/CodeSystem/observation-category';

describe('a search finds a resource or does not', () => {
  test.each<[FhirResource, string, boolean]>([
    [patient, '_id=Ab-1', true],
    [patient, '_id=ab-1', false],
    [patient, '_id=x,Ab-1', true],
    [patient, '_id=x&_id=Ab-1', false],
    [patient, '_lastUpdated=2024-05-01', true],
    [patient, '_lastUpdated=lt2024-05-01T08:30:15.500Z', false],
    [patient, '_lastUpdated=ge2024-05-01T08:30:15.500Z', true],
    [patient, '_profile=http://example.org/p', true],
    [patient, '_profile=http://example.org/p|1.0', true],
    [patient, '_profile=http://example.org/p|2.0', false],
    [patient, '_profile=http://example.org', false],
    [patient, 'name=nunez', true],
    [patient, 'name=NUÑEZ DE', true],
    [patient, 'name=vega', false],
    [patient, 'name=dr', true],
    [patient, 'family=jose', false],
    [patient, 'given=mari', true],
    [patient, 'given=Mari,Pedro', true],
    [patient, 'given:exact=María', true],
    [patient, 'given:exact=Maria', false],
    [patient, 'given:exact=Marí', false],
    [patient, 'family:contains=VEGA', true],
    [patient, 'family:contains=vegas', false],
    [patient, 'identifier=urn:plan|M\\,1', true],
    [patient, 'identifier=M,1', false],
    [patient, 'identifier=|bare', true],
    [patient, 'identifier=|M\\,1', false],
    [patient, 'identifier=urn:plan|', true],
    [patient, 'identifier=urn:other|', false],
    [patient, 'gender=male', true],
    [patient, 'gender=Male', false],
    [patient, 'gender:not=female', true],
    [patient, 'gender:not=female,male', false],
    [patient, 'gender=http://hl7.org/fhir/administrative-gender|male', true],
    [patient, 'birthdate=1980', true],
    [patient, 'birthdate=1980-02-29', true],
    [patient, 'birthdate=gt1980-02-28', true],
    [patient, 'birthdate=sa1980-02', false],
    [patient, 'birthdate:missing=false', true],
    [patient, 'birthdate:missing=true', false],
    [patient, 'name=', true],
    [observation, `category=${category}|vital-signs`, true],
    [observation, `category=${category}|laboratory,vital-signs`, true],
    [observation, 'category=|vital-signs', false],
    [observation, 'code=la1-X', true],
    [observation, 'code=|local', true],
    [observation, 'code:not=local', false],
    [observation, 'patient=Ab-1', true],
    [observation, 'patient=Patient/Ab-1', true],
    [observation, `patient=${baseUrl}/Patient/Ab-1`, true],
    [observation, 'patient=https://other.example/fhir/Patient/Ab-1', false],
    [observation, 'patient=ab-1', false],
    [observation, 'patient:Patient=Ab-1', true],
    [observation, 'subject:Group=Ab-1', false],
    [observation, 'subject=Group/Ab-1', false],
    [observation, 'date=2024-01', true],
    [observation, 'date=2024-01-11', false],
    [observation, 'date=ge2024-01-11', true],
    [observation, 'date=le2024-01-11', true],
    [observation, 'date=sa2024-01-09', true],
    [observation, 'date=eb2024-01-13', true],
    [observation, 'date=gt2024-01-10&date=lt2024-01-11', true],
  ])('%#: %s %s', (resource, query, expected) => {
    expect(finds(resource, query)).toBe(expected);
  });

  test('a reference to another server is found by its whole URL only', () => {
    const elsewhere = { ...observation, subject: { reference: 'https://other.example/fhir/Patient/Ab-1' } };
    expect(finds(elsewhere, 'subject=Ab-1')).toBe(false);
    expect(finds(elsewhere, 'subject=https://other.example/fhir/Patient/Ab-1')).toBe(true);
  });

  test('the service date of a claim is its billable period or any of its items', () => {
    const eob: FhirResource = Object.assign<Pick<ExplanationOfBenefit, 'resourceType'>, object>(
      { resourceType: 'ExplanationOfBenefit' },
      {
        billablePeriod: { start: '2024-01-01', end: '2024-01-05' },
        item: [{ servicedDate: '2023-12-30' }, { servicedPeriod: { start: '2024-02-01' } }],
      },
    ) as ExplanationOfBenefit;
    expect(finds(eob, 'service-date=2023-12-30')).toBe(true);
    expect(finds(eob, 'service-date=2024-01')).toBe(true);
    expect(finds(eob, 'service-date=gt2030')).toBe(true);
    expect(finds(eob, 'service-date=lt2023-12-30')).toBe(false);
  });

  test('any field of an address answers to address', () => {
    const organization: Organization = {
      resourceType: 'Organization',
      address: [{ line: ['1 Main St'], city: 'Québec', state: 'CA', postalCode: '95814' }],
    };
    for (const query of ['address=quebec', 'address=1 main', 'address-state=ca', 'address-postalcode=958']) {
      expect(finds(organization, query), query).toBe(true);
    }
    expect(finds(organization, 'address-city=CA')).toBe(false);
  });
});

describe('what cannot be processed is refused with the parameter and the value in the message', () => {
  test.each([
    ['Patient', 'birthdate=1980-02-30', 'birthdate', '1980-02-30'],
    ['Patient', 'birthdate=xx1980', 'birthdate', 'xx1980'],
    ['Patient', 'birthdate=GT1980', 'birthdate', 'GT1980'],
    ['Patient', 'birthdate=gt', 'birthdate', 'gt'],
    ['Patient', 'birthdate:exact=1980', 'birthdate:exact', '1980'],
    ['Patient', 'gender:contains=ma', 'gender:contains', 'ma'],
    ['Patient', 'name:folded=x', 'name:folded', 'x'],
    ['Patient', 'name:missing=yes', 'name:missing', 'yes'],
    ['Patient', 'name:=x', 'name:', 'x'],
    ['Patient', 'identifier=|', 'identifier', '|'],
    ['Patient', 'identifier=a|b|c', 'identifier', 'a|b|c'],
    ['Observation', 'patient=Patient/a/b', 'patient', 'Patient/a/b'],
    ['Observation', 'patient:Group=Patient/a', 'patient:Group', 'Patient/a'],
    ['Observation', 'patient:above=a', 'patient:above', 'a'],
    ['Patient', '_count=-1', '_count', '-1'],
    ['Patient', '_count=ten', '_count', 'ten'],
    ['Patient', '_count=', '_count', ''],
    ['Patient', '_count=1&_count=2', '_count', '2'],
    ['Patient', 'Name=x', 'Name', 'x'],
  ])('%s?%s', (type, query, parameter, value) => {
    const attempt = () => plan(type, query);
    expect(attempt).toThrow(InvalidSearch);
    expect(attempt).toThrow(`"${parameter}" with the value "${value}"`);
  });
});

test('the same candidates and criteria give the same array', () => {
  const candidates = [patient];
  const first = selectMatches(candidates, plan('Patient', 'name=nunez').criteria, scope);
  expect(first).toEqual([patient]);
  expect(selectMatches(candidates, plan('Patient', 'name=nunez').criteria, scope)).toBe(first);
  expect(selectMatches(candidates, plan('Patient', 'name:exact=nunez').criteria, scope)).toEqual([]);
});
