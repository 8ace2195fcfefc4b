import { describe, expect, test } from 'vitest';
import { tableSource } from '../sources.ts';
import type { ProfileFinding, RuleKind } from './finding.ts';
import { createValidator } from './validator.ts';

const validator = createValidator(tableSource());
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const text = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">A</div>' };
const patient = { resourceType: 'Patient', text };
const observation = { resourceType: 'Observation', text, status: 'final', code: { text: 'a' } };

const brief = ({ severity, path, rule }: ProfileFinding) =>
  `${severity} ${rule.kind}${rule.kind === 'invariant' ? ` ${rule.key}` : ''} at ${path}`;

const errorsOf = (resource: unknown) =>
  validator
    .validate(resource)
    .filter(({ severity }) => severity === 'error')
    .map(brief);

describe('sound resources of the base types', () => {
  test.each<[string, object]>([
    ['primitives with extensions beside them', { ...patient, birthDate: '1970', _birthDate: { id: 'a' } }],
    [
      'a null that keeps the place of an extension',
      {
        ...patient,
        name: [
          {
            given: [null, 'B'],
            _given: [{ extension: [{ url: 'http://a.example/x', valueCode: 'x' }] }, null],
          },
        ],
      },
    ],
    [
      'a primitive that has only an extension',
      { ...patient, _gender: { extension: [{ url: 'http://a.example/x', valueCode: 'x' }] } },
    ],
    ['a leap day', { ...patient, birthDate: '2000-02-29' }],
    ['a leap second', { ...observation, effectiveInstant: '2016-12-31T23:59:60Z' }],
    [
      'a contained resource that is referred to',
      {
        ...patient,
        contained: [{ resourceType: 'Organization', id: 'o', name: 'A' }],
        managingOrganization: { reference: '#o' },
      },
    ],
    [
      'an extension that nobody knows',
      { ...patient, extension: [{ url: 'http://a.example/x', valueCode: 'x' }] },
    ],
    ['a code from an enumerable required binding', { ...patient, gender: 'female' }],
    ['an empty Bundle', { resourceType: 'Bundle', type: 'collection' }],
  ])('%s', (_, resource) => {
    expect(errorsOf(resource)).toEqual([]);
  });
});

describe('departures from the base types', () => {
  test.each<[string, unknown, string]>([
    ['no object', [], 'error json at Resource'],
    ['no resource type', { id: 'a' }, 'error type at Resource.resourceType'],
    ['an abstract type', { resourceType: 'DomainResource' }, 'error type at DomainResource.resourceType'],
    ['an unknown property', { ...patient, nickname: 'A' }, 'error unknown-property at Patient.nickname'],
    [
      'an unknown property deep inside',
      { ...patient, name: [{ family: 'A', first: 'B' }] },
      'error unknown-property at Patient.name[0].first',
    ],
    [
      'a property named like a member of every object',
      JSON.parse('{"resourceType":"Patient","__proto__":1}'),
      'error unknown-property at Patient.__proto__',
    ],
    [
      'an underscore for a complex element',
      { ...patient, _name: [{ id: 'a' }] },
      'error unknown-property at Patient._name',
    ],
    ['a value where a list stands', { ...patient, name: { family: 'A' } }, 'error json at Patient.name'],
    ['a list where a value stands', { ...patient, gender: ['male'] }, 'error json at Patient.gender'],
    ['null', { ...patient, gender: null }, 'error json at Patient.gender'],
    ['an empty object', { ...patient, name: [{}] }, 'error empty at Patient.name[0]'],
    ['an empty list', { ...patient, name: [] }, 'error empty at Patient.name'],
    ['an empty string', { ...patient, name: [{ family: '' }] }, 'error empty at Patient.name[0].family'],
    [
      'a number where text stands',
      { ...patient, name: [{ family: 1 }] },
      'error type at Patient.name[0].family',
    ],
    [
      'text where an object stands',
      { ...patient, maritalStatus: 'M' },
      'error type at Patient.maritalStatus',
    ],
    ['text for a boolean', { ...patient, active: 'true' }, 'error type at Patient.active'],
    [
      'a second type of a choice',
      { ...patient, deceasedBoolean: true, deceasedDateTime: '2020' },
      'error choice at Patient.deceased',
    ],
    [
      'a type that the choice never had',
      { ...patient, deceasedString: 'yes' },
      'error choice at Patient.deceased',
    ],
    [
      'a date that does not exist',
      { ...patient, birthDate: '1970-02-31' },
      'error primitive-format at Patient.birthDate',
    ],
    [
      'a dateTime without zone',
      { ...patient, deceasedDateTime: '2020-01-01T10:00:00' },
      'error primitive-format at Patient.deceased.ofType(dateTime)',
    ],
    ['a malformed id', { ...patient, id: 'a_b' }, 'error primitive-format at Patient.id'],
    [
      'a positiveInt of 0',
      { ...patient, telecom: [{ system: 'phone', rank: 0 }] },
      'error primitive-format at Patient.telecom[0].rank',
    ],
    [
      'an integer with a fraction',
      { ...patient, multipleBirthInteger: 1.5 },
      'error primitive-format at Patient.multipleBirth.ofType(integer)',
    ],
    [
      'a list of extensions of another length',
      { ...patient, name: [{ given: ['A'], _given: [null, { id: 'a' }] }] },
      'error primitive-extension at Patient.name[0].given',
    ],
    [
      'a null without extension',
      { ...patient, name: [{ given: [null, 'B'] }] },
      'error primitive-extension at Patient.name[0].given[0]',
    ],
    [
      'text as the extension of a primitive',
      { ...patient, _birthDate: 'x' },
      'error primitive-extension at Patient.birthDate',
    ],
    [
      'a missing required element',
      { resourceType: 'Observation', status: 'final' },
      'error cardinality at Observation.code',
    ],
    ['a code outside a required binding', { ...patient, gender: 'f' }, 'error binding at Patient.gender'],
    [
      'a reference to a forbidden type',
      { ...patient, managingOrganization: { reference: 'Patient/1' } },
      'error reference-target at Patient.managingOrganization',
    ],
    [
      'an absolute reference to a forbidden type',
      { ...patient, managingOrganization: { reference: 'https://a.example/fhir/Patient/1/_history/2' } },
      'error reference-target at Patient.managingOrganization',
    ],
    [
      'a contained resource of a forbidden type',
      {
        ...patient,
        contained: [{ resourceType: 'Person', id: 'o', active: true }],
        managingOrganization: { reference: '#o' },
      },
      'error reference-target at Patient.managingOrganization',
    ],
    [
      'a reference to a contained resource that is not there',
      { ...patient, managingOrganization: { reference: '#o' } },
      'error invariant ref-1 at Patient.managingOrganization',
    ],
    [
      'a telecom value without system',
      { ...patient, telecom: [{ value: '1' }] },
      'error invariant cpt-2 at Patient.telecom[0]',
    ],
    [
      'a period that ends before it starts',
      { ...patient, name: [{ family: 'A', period: { start: '2021', end: '2020' } }] },
      'error invariant per-1 at Patient.name[0].period',
    ],
    [
      'script in the narrative',
      { ...patient, text: { ...text, div: '<div><script>a</script></div>' } },
      'error invariant txt-1 at Patient.text.div',
    ],
    [
      'an unknown modifier extension',
      { ...patient, modifierExtension: [{ url: 'http://a.example/x', valueCode: 'x' }] },
      'error extension at Patient.modifierExtension[0]',
    ],
    [
      'an extension with a relative url',
      { ...patient, extension: [{ url: 'x', valueCode: 'x' }] },
      'error extension at Patient.extension[0]',
    ],
    [
      'an extension without value',
      { ...patient, extension: [{ url: 'http://a.example/x' }] },
      'error invariant ext-1 at Patient.extension[0]',
    ],
    [
      'an unknown part of a complex extension',
      {
        ...patient,
        extension: [
          {
            url: `${US_CORE}us-core-race`,
            extension: [
              { url: 'text', valueString: 'A' },
              { url: 'shade', valueString: 'A' },
            ],
          },
        ],
      },
      'error extension at Patient.extension[0].extension[1]',
    ],
    [
      'an extension outside its context',
      { ...observation, extension: [{ url: `${US_CORE}us-core-birthsex`, valueCode: 'F' }] },
      'error extension at Observation.extension[0]',
    ],
    [
      'what is wrong in a contained resource',
      {
        ...patient,
        contained: [{ resourceType: 'Person', id: 'a', gender: 'f', link: [{ target: { reference: '#' } }] }],
      },
      'error binding at Patient.contained[0].gender',
    ],
    [
      'what is wrong in an entry of a Bundle',
      {
        resourceType: 'Bundle',
        type: 'collection',
        entry: [
          { fullUrl: 'urn:uuid:2fd1ab5c-2d1c-4d3a-8f5c-4b6a2d3f1e7a', resource: { ...patient, gender: 'f' } },
        ],
      },
      'error binding at Bundle.entry[0].resource.gender',
    ],
    [
      'a claim to a profile of another type',
      { ...patient, meta: { profile: [`${US_CORE}us-core-practitioner`] } },
      'error profile-claim at Patient.meta.profile',
    ],
  ])('%s', (_, resource, expected) => {
    expect(errorsOf(resource)).toContain(expected);
  });
});

describe('severities', () => {
  const codeSystem = 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus';
  test.each<[string, object, string]>([
    [
      'a profile that nobody knows is a warning',
      { ...patient, meta: { profile: ['http://a.example/p'] } },
      'warning profile-claim at Patient.meta.profile',
    ],
    [
      'a code outside an extensible binding is a warning',
      { ...patient, maritalStatus: { coding: [{ system: 'http://a.example/c', code: 'x' }] } },
      'warning binding at Patient.maritalStatus',
    ],
    [
      'a code that its system does not define is a warning',
      { ...patient, maritalStatus: { coding: [{ system: codeSystem, code: 'Q' }] } },
      'warning binding at Patient.maritalStatus.coding[0]',
    ],
    [
      'an unknown extension is information',
      { ...patient, extension: [{ url: 'http://a.example/x', valueCode: 'x' }] },
      'information extension at Patient.extension[0]',
    ],
    [
      'no narrative is a warning',
      { resourceType: 'Patient', active: true },
      'warning invariant dom-6 at Patient',
    ],
  ])('%s', (_, resource, expected) => {
    expect(validator.validate(resource).map(brief)).toContain(expected);
  });

  test('asking for a profile that nobody knows is an error', () => {
    expect(validator.validate(patient, { profiles: ['http://a.example/p'] }).map(brief)).toContain(
      'error profile-claim at Patient',
    );
  });
});

describe('profiles', () => {
  const profile = `${US_CORE}us-core-patient|6.1.0`;
  const sound = {
    ...patient,
    identifier: [{ system: 'http://a.example/ids', value: '1' }],
    name: [{ family: 'A' }],
    gender: 'female',
  };

  test('claims are judged unless the caller says otherwise', () => {
    const claiming = { ...patient, meta: { profile: [profile] } };
    expect(errorsOf(claiming)).toContain('error cardinality at Patient.identifier');
    expect(
      validator.validate(claiming, { claims: false }).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
  });

  test('the same departure is reported once, however many profiles ask', () => {
    const findings = validator.validate(
      { ...sound, name: [{ use: 'official' }], meta: { profile: [profile] } },
      { profiles: [profile] },
    );
    expect(findings.filter(({ rule }) => rule.key === 'us-core-6')).toHaveLength(1);
  });

  test('a finding names the rule, what was expected and what was received', () => {
    const [finding] = validator
      .validate({ ...sound, identifier: [{ value: '1' }] }, { profiles: [profile] })
      .filter(({ severity }) => severity === 'error');
    expect(finding).toMatchObject({
      code: 'required',
      path: 'Patient.identifier[0].system',
      expected: 'at least 1 system',
      received: '0',
      rule: { kind: 'cardinality', profile, element: 'Patient.identifier.system' },
    });
  });

  test.each<[string, object, RuleKind]>([
    ['a required element', { gender: undefined }, 'cardinality'],
    ['an invariant', { name: [{ use: 'official' }] }, 'invariant'],
    [
      'two of an extension that may stand once',
      { extension: ['F', 'M'].map((valueCode) => ({ url: `${US_CORE}us-core-birthsex`, valueCode })) },
      'slicing',
    ],
    [
      'a missing part of an extension',
      {
        extension: [
          {
            url: `${US_CORE}us-core-race`,
            extension: [
              { url: 'detailed', valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '1010-8' } },
            ],
          },
        ],
      },
      'slicing',
    ],
    [
      'an extension value of the wrong type',
      { extension: [{ url: `${US_CORE}us-core-birthsex`, valueString: 'F' }] },
      'choice',
    ],
  ])('%s', (_, change, kind) => {
    const kinds = validator
      .validate(JSON.parse(JSON.stringify({ ...sound, ...change })), { profiles: [profile] })
      .filter(({ severity }) => severity === 'error')
      .map(({ rule }) => rule.kind);
    expect(kinds).toContain(kind);
  });
});

describe('hostile input', () => {
  test('deep nesting ends in one finding', () => {
    let extension: unknown[] = [{ url: 'http://a.example/x', valueCode: 'x' }];
    for (let level = 0; level < 5000; level++) extension = [{ url: 'http://a.example/x', extension }];
    const findings = validator.validate({ ...patient, extension });
    expect(findings.filter(({ rule }) => rule.kind === 'limit')).toHaveLength(1);
  });

  test('very many findings end in one that says so', () => {
    const name = Array.from({ length: 20_000 }, () => ({ first: 'A' }));
    const findings = validator.validate({ ...patient, name });
    expect(findings).toHaveLength(10_001);
    expect(findings.at(-1)?.rule.kind).toBe('limit');
  });

  test.each([null, 1, 'a', true, undefined, [[]], { resourceType: 1 }, { resourceType: 'constructor' }])(
    '%o is judged without a throw',
    (value) => {
      expect(validator.validate(value).length).toBeGreaterThan(0);
    },
  );
});

test('references are resolved among what the caller knows', () => {
  const resource = { ...patient, managingOrganization: { reference: 'urn:uuid:1' } };
  const resolve = () => ({ resourceType: 'Patient' });
  expect(validator.validate(resource, { resolve }).map(brief)).toContain(
    'error reference-target at Patient.managingOrganization',
  );
  expect(errorsOf(resource)).toEqual([]);
});
