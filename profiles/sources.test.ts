import { describe, expect, it } from 'vitest';
import type { Definition } from './engine/definition.ts';
import { GUIDES } from './guides.ts';
import type { FhirPackage } from './packages.ts';
import { packageSource, searchParameters, tableSource } from './sources.ts';

const US_CORE_PATIENT = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient';
const C4BB = 'http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-';
const tables = tableSource();

const elementOf = (definition: Definition | undefined, id: string) =>
  definition?.elements.find((element) => element.id === id);

describe('tableSource', () => {
  it.each([
    [`${US_CORE_PATIENT}|3.1.1`, '3.1.1'],
    [`${US_CORE_PATIENT}|6.1.0`, '6.1.0'],
    [US_CORE_PATIENT, '6.1.0'],
    [`${US_CORE_PATIENT}|9.9.9`, '6.1.0'],
    ['http://hl7.org/fhir/StructureDefinition/Patient', '4.0.1'],
  ])('finds %s in version %s', (canonical, version) => {
    expect(tables.definition(canonical)?.version).toBe(version);
  });

  it('does not know what no guide defines', () => {
    expect(tables.definition('http://example.org/nothing')).toBeUndefined();
    expect(tables.type('Nothing')).toBeUndefined();
    expect(tables.has('definition', `${US_CORE_PATIENT}|9.9.9`)).toBe(false);
  });

  it.each([
    'Patient',
    'ExplanationOfBenefit',
    'HumanName',
    'Extension',
    'Timing',
    'xhtml',
    'date',
    'Element',
  ])('has the R4 base of %s, whole', (type) => {
    const definition = tables.type(type);
    expect(definition?.elements[0]?.id).toBe(type);
    expect(definition?.elements.map(({ id }) => id)).toEqual([
      ...new Set(definition?.elements.map(({ id }) => id)),
    ]);
    expect(elementOf(definition, `${type}.id`)?.types[0]?.code).toBe(
      definition?.kind === 'resource' ? 'id' : 'string',
    );
  });

  it.each([
    ['Meta', ['project', 'author', 'account', 'compartment', 'deleted']],
    ['Binary', ['url']],
    ['HealthcareService', ['offeredIn']],
    ['ResearchStudy', ['label', 'recruitment', 'comparisonGroup']],
    ['EvidenceVariable', ['characteristic.definitionByCombination', 'characteristic.timeFromEvent']],
  ])('has no elements of %s that R4 does not know', (type, names) => {
    const ids = tables.type(type)?.elements.map(({ id }) => id) ?? [];
    expect(ids.length).toBeGreaterThan(5);
    expect(names.filter((name) => ids.includes(`${type}.${name}`))).toEqual([]);
  });

  it('has elements of R4 whose paths are long, and targets as R4 gives them', () => {
    expect(
      elementOf(tables.type('EvidenceVariable'), 'EvidenceVariable.characteristic.definition[x]')?.min,
    ).toBe(1);
    const rate = 'MedicinalProductPharmaceutical.routeOfAdministration.targetSpecies.withdrawalPeriod.tissue';
    expect(elementOf(tables.type('MedicinalProductPharmaceutical'), rate)?.min).toBe(1);
    const who = elementOf(tables.type('AuditEvent'), 'AuditEvent.agent.who')?.types[0]?.targets ?? [];
    expect(who.filter((target) => !target.startsWith('http://hl7.org/fhir/'))).toEqual([]);
  });

  it('carries what a profile inherits through several guides', () => {
    const patient = tables.definition(`${C4BB}Patient|2.0.0`);
    expect(patient?.base).toBe(`${US_CORE_PATIENT}|3.1.1`);
    expect(elementOf(patient, 'Patient.name')?.min).toBe(1);
    expect(elementOf(patient, 'Patient.gender')?.binding).toMatchObject({ strength: 'required' });
    expect(elementOf(patient, 'Patient.extension:race')?.types[0]?.profiles).toEqual([
      'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race|3.1.1',
    ]);
  });

  it('keeps the slices of an EOB with their patterns', () => {
    const eob = tables.definition(`${C4BB}ExplanationOfBenefit-Pharmacy|2.0.0`);
    const slices =
      eob?.elements.filter(({ id }) => /^ExplanationOfBenefit\.supportingInfo:[^.]+$/.test(id)) ?? [];
    expect(slices.length).toBeGreaterThan(5);
    for (const { id } of slices) expect(elementOf(eob, `${id}.category`)?.pattern).toBeDefined();
  });

  it.each([
    ['http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1', 'female', 'yes'],
    ['http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1', 'f', 'no'],
    ['http://hl7.org/fhir/ValueSet/explanationofbenefit-status', 'active', 'yes'],
    ['http://hl7.org/fhir/ValueSet/languages', 'en-US', 'yes'],
  ])('answers for %s: %s is %s', (valueSet, code, answer) => {
    expect(tables.terminology.memberOf(valueSet, { code }).answer).toBe(answer);
  });

  it('answers by the version of the guide where two versions of a code system differ', () => {
    const system = 'http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudicationDiscriminator';
    const ask = (version: string) =>
      tables.facts.valueSet(`http://hl7.org/fhir/us/carin-bb/ValueSet/C4BBAdjudication|${version}`)?.include;
    expect(ask('2.0.0')).not.toEqual(ask('1.1.0'));
    expect(tables.terminology.exists(system, 'no-such-code')).toBe('no');
  });

  it.each(GUIDES)('has search parameters of %s', (guide) => {
    const parameters = searchParameters(guide);
    expect(parameters.length).toBeGreaterThan(10);
    for (const parameter of parameters) expect(parameter).toMatchObject({ code: expect.stringMatching(/./) });
  });
});

describe('packageSource', () => {
  const own = { ...tables.definition(`${US_CORE_PATIENT}|3.1.1`), version: '7.0.0' } as Definition;
  const bundled: FhirPackage = {
    name: 'own',
    version: '7.0.0',
    dependencies: { 'hl7.fhir.us.core': '3.1.1' },
    fhirVersions: ['4.0.1'],
    resources: [],
    definitions: [
      own,
      {
        ...own,
        url: 'http://x/patient',
        base: 'http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Patient',
        elements: [
          {
            id: 'Patient',
            min: 0,
            max: 1,
            types: [
              {
                code: 'Extension',
                profiles: [`${US_CORE_PATIENT.replace('patient', 'race')}`],
                targets: [],
                aggregation: [],
              },
            ],
            binding: { strength: 'required', valueSet: 'http://x/vs' },
            constraints: [],
            mustSupport: false,
            isModifier: false,
          },
        ],
      },
    ],
    valueSets: [
      { url: 'http://x/vs', version: '7.0.0', include: [{ system: 'http://x/cs' }], exclude: [] },
      {
        url: 'http://x/gender',
        version: '7.0.0',
        include: [{ valueSets: ['http://hl7.org/fhir/ValueSet/administrative-gender'] }],
        exclude: [],
      },
    ],
    codeSystems: [
      {
        url: 'http://x/cs',
        version: '7.0.0',
        content: 'complete',
        caseSensitive: true,
        codes: new Map([['a', []]]),
      },
    ],
    problems: [],
    examples: () => [],
  };
  const source = packageSource([bundled]);

  it('puts the packages before the tables, but an exact version before both', () => {
    expect(source.definition(US_CORE_PATIENT)?.version).toBe('7.0.0');
    expect(source.definition(`${US_CORE_PATIENT}|6.1.0`)?.version).toBe('6.1.0');
    expect(source.definition(`${US_CORE_PATIENT}|9.9.9`)?.version).toBe('7.0.0');
    expect(source.type('HumanName')?.version).toBe('4.0.1');
  });

  it('pins canonicals to the package itself and to what it depends on, and leaves the rest', () => {
    const definition = source.definition('http://x/patient');
    expect(definition?.base).toBe(`${C4BB}Patient`);
    expect(definition?.elements[0]?.types[0]?.profiles).toEqual([
      'http://hl7.org/fhir/us/core/StructureDefinition/us-core-race|3.1.1',
    ]);
    expect(definition?.elements[0]?.binding?.valueSet).toBe('http://x/vs|7.0.0');
    expect(source.facts.valueSet('http://x/vs')?.include[0]?.version).toBe('7.0.0');
  });

  it('draws value sets and codes from both', () => {
    expect(source.terminology.memberOf('http://x/vs', { code: 'a' }).answer).toBe('yes');
    expect(source.terminology.memberOf('http://x/gender', { code: 'male' }).answer).toBe('yes');
    expect(source.terminology.memberOf('http://x/gender', { code: 'm' }).answer).toBe('no');
    expect(source.terminology.exists('http://x/cs', 'b')).toBe('no');
  });
});
