import { readFileSync } from 'node:fs';
import { generate } from 'json-schema-faker';
import { describe, expect, it } from 'vitest';
import { knowsType, validateShape } from './schema.ts';

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Santos', given: ['Maria'] }],
  gender: 'female',
  birthDate: '1950-02-28',
};
const observation = {
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'Blood pressure' },
  component: [
    { code: { text: 'Systolic' }, valueQuantity: { value: 120 } },
    { code: { text: 'Diastolic' }, valueQuantity: { value: 80 } },
  ],
};
const eob = {
  resourceType: 'ExplanationOfBenefit',
  status: 'active',
  type: { text: 'pharmacy' },
  use: 'claim',
  patient: { reference: 'Patient/p1' },
  created: '2025-03-01',
  insurer: { reference: 'Organization/o1' },
  provider: { reference: 'Organization/o2' },
  outcome: 'complete',
  insurance: [{ focal: true, coverage: { reference: 'Coverage/c1' } }],
};

describe('resources of good shape', () => {
  it.each([
    ['a patient', patient],
    ['an observation with components', observation],
    ['an explanation of benefit', eob],
    [
      'null beside a primitive extension',
      {
        ...patient,
        name: [{ given: [null, 'B'], _given: [{ extension: [{ url: 'http://x', valueCode: 'a' }] }, null] }],
      },
    ],
    [
      'a required primitive that only has an extension',
      { ...observation, status: undefined, _status: { extension: [{ url: 'http://x', valueCode: 'a' }] } },
    ],
    ['partial dates', { ...patient, birthDate: '1950-02' }],
    ['a leap day', { ...patient, birthDate: '2024-02-29' }],
    [
      'a contained resource',
      { ...patient, contained: [{ resourceType: 'Organization', id: 'o', name: 'Plan' }] },
    ],
    [
      'a searchset',
      {
        resourceType: 'Bundle',
        type: 'searchset',
        total: 1,
        entry: [{ fullUrl: 'http://x/Patient/p1', resource: patient }],
      },
    ],
    [
      'parameters with a resource',
      {
        resourceType: 'Parameters',
        parameter: [{ name: 'return', part: [{ name: 'x', resource: patient }] }],
      },
    ],
  ])('%s is accepted', (_, resource) => {
    expect(validateShape(JSON.parse(JSON.stringify(resource)))).toEqual([]);
  });
});

describe('resources of bad shape', () => {
  it.each([
    ['an unknown element', { ...patient, nickname: 'Mia' }, 'Patient.nickname', 'no such element'],
    [
      'an unknown element deep inside',
      { ...observation, component: [observation.component[0], { code: { txt: 'x' } }] },
      'Observation.component[1].code.txt',
      'no such element',
    ],
    ['text where an array belongs', { ...patient, name: 'Maria' }, 'Patient.name', 'a JSON array'],
    [
      'a number where text belongs',
      { ...patient, name: [{ given: ['A', 7] }] },
      'Patient.name[0].given[1]',
      'a JSON string',
    ],
    [
      'a code outside a required binding',
      { ...patient, gender: 'f' },
      'Patient.gender',
      'one of male, female, other, unknown',
    ],
    [
      'a date of the wrong form',
      { ...patient, birthDate: '02/28/1950' },
      'Patient.birthDate',
      'date as FHIR writes it',
    ],
    [
      'a day that does not exist',
      { ...patient, birthDate: '1970-02-31' },
      'Patient.birthDate',
      'a day of the calendar',
    ],
    [
      '29 February of a common year',
      { ...patient, birthDate: '2023-02-29' },
      'Patient.birthDate',
      'a day of the calendar',
    ],
    [
      'an instant without a zone',
      { ...patient, meta: { lastUpdated: '2025-01-01T10:00:00' } },
      'Patient.meta.lastUpdated',
      'instant as FHIR writes it',
    ],
    [
      'a fraction where an integer belongs',
      { ...patient, multipleBirthInteger: 1.5 },
      'Patient.multipleBirthInteger',
      'a JSON integer',
    ],
    [
      'zero for a positive integer',
      { ...patient, telecom: [{ rank: 0 }] },
      'Patient.telecom[0].rank',
      '>= 1',
    ],
    [
      'a missing required primitive',
      { ...eob, outcome: undefined },
      'ExplanationOfBenefit.outcome',
      'a minimum of 1',
    ],
    [
      'a missing required choice',
      {
        resourceType: 'MedicationRequest',
        status: 'active',
        intent: 'order',
        subject: { reference: 'Patient/p' },
      },
      'MedicationRequest.medication[x]',
      'a minimum of 1',
    ],
    [
      'a missing required element of a backbone',
      { ...eob, insurance: [{ focal: true }] },
      'ExplanationOfBenefit.insurance[0].coverage',
      'a minimum of 1',
    ],
    [
      'two types of one choice',
      { ...patient, deceasedBoolean: false, deceasedDateTime: '2020' },
      'Patient.deceased[x]',
      'one type of the choice',
    ],
    ['an empty object', { ...patient, maritalStatus: {} }, 'Patient.maritalStatus', 'ele-1'],
    ['an empty array', { ...patient, address: [] }, 'Patient.address', 'an array with entries'],
    ['empty text', { ...patient, name: [{ family: '' }] }, 'Patient.name[0].family', 'FHIR'],
    ['a null value', { ...patient, birthDate: null }, 'Patient.birthDate', 'a JSON string'],
    [
      'a null without its extension',
      { ...patient, name: [{ given: [null, 'B'] }] },
      'Patient.name[0].given[0]',
      'null only beside',
    ],
    [
      'a bad contained resource',
      { ...patient, contained: [{ resourceType: 'Organization', nam: 'x' }] },
      'Patient.contained[0].nam',
      'no such element',
    ],
    [
      'a bad resource in a bundle',
      { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: { ...patient, gender: 'f' } }] },
      'Bundle.entry[0].resource.gender',
      'one of',
    ],
    ['an unknown type', { resourceType: 'Patinet' }, 'Resource.resourceType', 'a resource type'],
    ['no type', {}, 'Resource.resourceType', 'a resource type'],
    ['an array for a resource', [], 'Resource', 'a JSON object'],
    ['text for a resource', 'Patient', 'Resource', 'a JSON object'],
  ])('%s is found where it is', (_, resource, path, expected) => {
    const value: unknown = JSON.parse(JSON.stringify(resource));
    const found = validateShape(value);
    expect(found.map((one) => one.path)).toEqual([path]);
    expect(found[0]?.expected).toContain(expected);
    expect(found[0]?.message).toContain(path);
  });

  it('says what was received, shortened', () => {
    const [found] = validateShape({ ...patient, gender: 'x'.repeat(200) });
    expect(found?.received.length).toBeLessThan(70);
  });
});

describe('noise', () => {
  const { definitions } = JSON.parse(readFileSync(new URL('../r4/schema.json', import.meta.url), 'utf8'));
  it.each(['Patient', 'Coverage', 'Observation'])(
    'made to the schema of %s never crashes the validator',
    async (type) => {
      for (let seed = 1; seed <= 10; seed += 1) {
        const noise = await generate({ $ref: `#/definitions/${type}`, definitions }, { seed });
        expect(Array.isArray(validateShape(noise))).toBe(true);
      }
    },
  );

  it('of any JSON kind in any place gives findings, not exceptions', () => {
    for (const value of [null, 0, '', [], {}, [null], [[]], { a: null }, true]) {
      expect(validateShape({ resourceType: 'Patient', name: value }).length).toBeGreaterThan(0);
    }
  });
});

it('knows exactly the types of its tables', () => {
  expect(knowsType('ExplanationOfBenefit')).toBe(true);
  expect(knowsType('HumanName')).toBe(false);
});
