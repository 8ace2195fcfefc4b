import { describe, expect, it } from 'vitest';
import { readStructureDefinition } from './structure-definition.ts';

const element = { id: 'Patient', min: 0, max: '*' };
const patient = {
  resourceType: 'StructureDefinition',
  url: 'http://example.org/StructureDefinition/p',
  version: '1.0.0',
  name: 'P',
  type: 'Patient',
  kind: 'resource',
  abstract: false,
  derivation: 'constraint',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  snapshot: { element: [element] },
};
const withElement = (row: object): unknown => ({ ...patient, snapshot: { element: [element, row] } });
const second = (row: object) => readStructureDefinition(withElement(row)).elements[1];

describe('readStructureDefinition', () => {
  it('reads the head of a definition', () => {
    const { elements, ...head } = readStructureDefinition(patient);
    expect(head).toEqual({
      url: 'http://example.org/StructureDefinition/p',
      version: '1.0.0',
      name: 'P',
      type: 'Patient',
      kind: 'resource',
      abstract: false,
      derivation: 'constraint',
      base: 'http://hl7.org/fhir/StructureDefinition/Patient',
    });
    expect(elements).toHaveLength(1);
  });

  it('reads where an extension may stand', () => {
    const context = [
      { type: 'element', expression: 'Patient' },
      { type: 'nowhere', expression: 'x' },
    ];
    expect(readStructureDefinition({ ...patient, context }).context).toEqual([
      { type: 'element', expression: 'Patient' },
    ]);
  });

  it.each([
    ['*', Number.POSITIVE_INFINITY],
    ['0', 0],
    ['3', 3],
  ])('reads the maximum %s', (max, expected) => {
    expect(second({ id: 'Patient.name', min: 0, max })?.max).toBe(expected);
  });

  it.each([
    ['fixedUri', 'fixed', 'http://x'],
    ['patternCodeableConcept', 'pattern', { text: 'x' }],
    ['patternBoolean', 'pattern', false],
    ['minValueInteger', 'minValue', 0],
    ['maxValueDate', 'maxValue', '2024-01-01'],
  ] as const)('reads %s as %s', (property, fact, value) => {
    expect(second({ id: 'Patient.x', min: 0, max: '1', [property]: value })?.[fact]).toEqual(value);
  });

  it('takes the FHIR type of a FHIRPath system type, also where the extension is missing', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type';
    const system = 'http://hl7.org/fhirpath/System.String';
    const types = (type: object) =>
      second({ id: 'Patient.contact.id', min: 0, max: '1', type: [type] })?.types.map(({ code }) => code);
    expect(types({ code: system, extension: [{ url, valueUrl: 'uri' }] })).toEqual(['uri']);
    expect(types({ code: system })).toEqual(['string']);
    expect(types({ code: 'http://hl7.org/fhirpath/System.DateTime' })).toEqual(['dateTime']);
  });

  it('types the id of a resource as id, whatever the snapshot says', () => {
    expect(second({ id: 'Patient.id', min: 0, max: '1', type: [{ code: 'string' }] })?.types[0]?.code).toBe(
      'id',
    );
  });

  it('keeps slice names and reslices in ids, and drops what stands before # in a content reference', () => {
    const row = {
      id: 'Patient.extension:a/b.value[x]',
      min: 1,
      max: '1',
      contentReference:
        'http://hl7.org/fhir/StructureDefinition/ExplanationOfBenefit#ExplanationOfBenefit.item',
    };
    expect(second(row)).toMatchObject({
      id: 'Patient.extension:a/b.value[x]',
      contentReference: 'ExplanationOfBenefit.item',
    });
  });

  it('reads slicing, binding with its outer bound, and constraints', () => {
    const row = {
      id: 'Patient.identifier',
      min: 1,
      max: '*',
      mustSupport: true,
      isModifier: true,
      maxLength: 5,
      slicing: { discriminator: [{ type: 'pattern', path: 'type' }], rules: 'open' },
      binding: {
        strength: 'extensible',
        valueSet: 'http://x/vs|1',
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet',
            valueCanonical: 'http://x/max',
          },
        ],
      },
      constraint: [
        { key: 'a-1', severity: 'error', human: 'not kept', expression: 'true', source: 'http://x' },
      ],
      type: [{ code: 'Reference', targetProfile: ['http://x/a'], aggregation: ['bundled'] }],
    };
    expect(second(row)).toEqual({
      id: 'Patient.identifier',
      min: 1,
      max: Number.POSITIVE_INFINITY,
      types: [{ code: 'Reference', profiles: [], targets: ['http://x/a'], aggregation: ['bundled'] }],
      slicing: { discriminators: [{ type: 'pattern', path: 'type' }], rules: 'open', ordered: false },
      binding: { strength: 'extensible', valueSet: 'http://x/vs|1', maxValueSet: 'http://x/max' },
      constraints: [{ key: 'a-1', severity: 'error', expression: 'true', source: 'http://x' }],
      mustSupport: true,
      isModifier: true,
      maxLength: 5,
    });
  });

  it.each([
    ['text', 'not a StructureDefinition'],
    [{ resourceType: 'Patient' }, 'not a StructureDefinition'],
    [{ ...patient, url: undefined }, 'has no url'],
    [{ ...patient, kind: 'logical' }, 'kind "logical"'],
    [{ ...patient, snapshot: undefined }, 'has no snapshot'],
    [{ ...patient, snapshot: { element: [] } }, 'has no snapshot'],
    [withElement({ min: 0, max: '1' }), 'neither id nor path'],
    [withElement({ id: 'Patient.x', max: '1' }), 'Patient.x has no cardinality'],
    [withElement({ id: 'Patient.x', min: 0, max: 'many' }), 'Patient.x has no cardinality'],
    [
      withElement({ id: 'Patient.x', min: 0, max: '1', slicing: { rules: 'loose' } }),
      'slicing.rules is "loose"',
    ],
    [
      withElement({
        id: 'Patient.x',
        min: 0,
        max: '1',
        slicing: { rules: 'open', discriminator: [{ type: 'position', path: 'x' }] },
      }),
      'a discriminator of type "position"',
    ],
  ])('refuses %j', (sd, reason) => {
    expect(() => readStructureDefinition(sd)).toThrow(reason);
  });
});
