import { describe, expect, test } from 'vitest';
import { tableSource } from '../sources.ts';
import type { Definition, DefinitionSource, ElementDefinition, ElementType } from './definition.ts';
import { createValidator } from './validator.ts';

const PROFILE = 'http://a.example/StructureDefinition/p';
const base = tableSource();

const typed = (code: string, more: Partial<ElementType> = {}): ElementType => ({
  code,
  profiles: [],
  targets: [],
  aggregation: [],
  ...more,
});

type Row = Partial<ElementDefinition> & { readonly id: string };

/** A profile of a type from the elements that it constrains; cardinality and types are the base's where left out. */
function profileOf(type: string, rows: readonly Row[], version = '1'): Definition {
  const elements = (rows[0]?.id === type ? rows : [{ id: type }, ...rows]).map((row): ElementDefinition => {
    const path = row.id.replaceAll(/:[^.]*/g, '');
    const held = base.type(type)?.elements.find(({ id }) => id === path);
    const own: ElementDefinition = held ?? {
      id: path,
      min: 0,
      max: Number.POSITIVE_INFINITY,
      types: [],
      constraints: [],
      mustSupport: false,
      isModifier: false,
    };
    return { ...own, min: row.id.includes(':') ? 0 : own.min, constraints: [], ...row };
  });
  return {
    url: PROFILE,
    version,
    name: 'P',
    type,
    kind: 'resource',
    abstract: false,
    derivation: 'constraint',
    base: `http://hl7.org/fhir/StructureDefinition/${type}`,
    elements,
  };
}

function errorsOf(profile: Definition, resource: object): string[] {
  const source: DefinitionSource = {
    ...base,
    definition: (canonical) => (canonical === PROFILE ? profile : base.definition(canonical)),
  };
  return createValidator(source)
    .validate({ resourceType: profile.type, ...resource }, { profiles: [PROFILE] })
    .filter(({ severity }) => severity === 'error')
    .map(({ path, rule }) => `${rule.kind}${rule.key ? ` ${rule.key}` : ''} at ${path}`);
}

const byPattern = {
  discriminators: [{ type: 'pattern' as const, path: 'use' }],
  rules: 'open' as const,
  ordered: false,
};
const uses = (slicing: Partial<typeof byPattern> | object, more: readonly Row[] = []) =>
  profileOf('Patient', [
    { id: 'Patient.name', slicing: { ...byPattern, ...slicing } },
    { id: 'Patient.name:official', min: 1, max: 1 },
    { id: 'Patient.name:official.use', min: 1, pattern: 'official' },
    { id: 'Patient.name:official.family', min: 1 },
    { id: 'Patient.name:maiden', max: 1 },
    { id: 'Patient.name:maiden.use', min: 1, pattern: 'maiden' },
    ...more,
  ]);
const official = { use: 'official', family: 'A' };
const maiden = { use: 'maiden', family: 'B' };
const other = { use: 'old', family: 'C' };

describe('slicing by pattern', () => {
  test.each<[string, object, readonly object[], readonly string[]]>([
    ['open takes strangers', {}, [other, official], []],
    ['a missing slice', {}, [other], ['slicing official at Patient.name']],
    ['no value at all', {}, [], ['slicing official at Patient.name']],
    ['one too many in a slice', {}, [official, official], ['slicing official at Patient.name']],
    [
      'what a slice asks of its values',
      {},
      [{ use: 'official', text: 'A' }],
      ['cardinality at Patient.name[0].family'],
    ],
    ['what a slice asks is not asked of others', {}, [official, { use: 'old', text: 'A' }], []],
    ['closed takes no strangers', { rules: 'closed' }, [official, other], ['slicing at Patient.name[1]']],
    ['openAtEnd takes strangers behind', { rules: 'openAtEnd' }, [official, other], []],
    [
      'openAtEnd takes none before',
      { rules: 'openAtEnd' },
      [other, official],
      ['slicing official at Patient.name[1]'],
    ],
    ['ordered slices in order', { ordered: true }, [official, maiden], []],
    [
      'ordered slices out of order',
      { ordered: true },
      [maiden, official],
      ['slicing official at Patient.name[1]'],
    ],
  ])('%s', (_, slicing, names, expected) => {
    const name = names.length > 0 ? { name: names } : { active: true };
    expect(errorsOf(uses(slicing), name)).toEqual(expected);
  });

  test('a reslice is counted among the values of its slice', () => {
    const resliced = uses({}, [
      {
        id: 'Patient.name:maiden/long',
        max: 0,
      },
      { id: 'Patient.name:maiden/long.text', min: 1, pattern: 'long' },
    ]);
    const withReslicing = {
      ...resliced,
      elements: resliced.elements.map((element) =>
        element.id === 'Patient.name:maiden'
          ? {
              ...element,
              slicing: { ...byPattern, discriminators: [{ type: 'pattern' as const, path: 'text' }] },
            }
          : element,
      ),
    };
    expect(errorsOf(withReslicing, { name: [official, { ...maiden, text: 'long' }] })).toEqual([
      'slicing maiden/long at Patient.name',
    ]);
    expect(errorsOf(withReslicing, { name: [official, { ...maiden, text: 'short' }] })).toEqual([]);
  });
});

describe('discriminators', () => {
  const sliced = (
    type: 'value' | 'pattern' | 'type' | 'exists' | 'profile',
    path: string,
    rows: readonly Row[],
  ) =>
    profileOf('Patient', [
      {
        id: 'Patient.contact',
        slicing: { discriminators: [{ type, path }], rules: 'closed', ordered: false },
      },
      { id: 'Patient.contact:one' },
      ...rows,
    ]);
  const ONE = 'Patient.contact:one';
  const name = { name: { family: 'A' } };

  test.each<[string, Definition, object, object]>([
    [
      'value below a path',
      sliced('value', 'relationship.coding.code', [
        { id: `${ONE}.relationship`, min: 1 },
        { id: `${ONE}.relationship.coding`, min: 1, types: [typed('Coding')] },
        { id: `${ONE}.relationship.coding.code`, min: 1, fixed: 'N', types: [typed('code')] },
      ]),
      { ...name, relationship: [{ coding: [{ code: 'N' }] }] },
      { ...name, relationship: [{ coding: [{ code: 'X' }] }] },
    ],
    [
      'pattern of a list element',
      sliced('pattern', 'relationship', [
        { id: `${ONE}.relationship`, min: 1, pattern: { coding: [{ code: 'N' }] } },
      ]),
      { ...name, relationship: [{ coding: [{ code: 'N', display: 'next of kin' }] }] },
      { ...name, relationship: [{ text: 'N' }] },
    ],
    [
      'exists',
      sliced('exists', 'gender', [{ id: `${ONE}.gender`, min: 1 }]),
      { ...name, gender: 'male' },
      name,
    ],
    [
      'does not exist',
      sliced('exists', 'gender', [{ id: `${ONE}.gender`, max: 0 }]),
      name,
      { ...name, gender: 'male' },
    ],
    [
      'value of an extension',
      sliced('value', "extension('http://a.example/x').value", [
        { id: `${ONE}.extension` },
        {
          id: `${ONE}.extension:x`,
          min: 1,
          types: [typed('Extension', { profiles: ['http://a.example/x'] })],
        },
        { id: `${ONE}.extension:x.value[x]`, min: 1, types: [typed('code')], fixed: 'a' },
      ]),
      { ...name, extension: [{ url: 'http://a.example/x', valueCode: 'a' }] },
      { ...name, extension: [{ url: 'http://a.example/x', valueCode: 'b' }] },
    ],
    [
      'type of what a reference points to',
      sliced('type', 'organization.resolve()', [
        {
          id: `${ONE}.organization`,
          min: 1,
          types: [typed('Reference', { targets: ['http://hl7.org/fhir/StructureDefinition/Organization'] })],
        },
      ]),
      { ...name, organization: { reference: '#o' } },
      name,
    ],
  ])('%s', (_, profile, inside, outside) => {
    const contained = [{ resourceType: 'Organization', id: 'o', name: 'A' }];
    const holds = (contact: object) =>
      errorsOf(profile, {
        ...(JSON.stringify(contact).includes('#o') ? { contained } : {}),
        contact: [contact],
      });
    expect(holds(inside)).toEqual([]);
    expect(holds(outside)).toEqual(['slicing at Patient.contact[0]']);
  });

  test('a slice that no discriminator tells is reported as not judged', () => {
    const profile = sliced('value', 'gender', []);
    const source = {
      ...base,
      definition: (url: string) => (url === PROFILE ? profile : base.definition(url)),
    };
    const findings = createValidator(source).validate(
      { resourceType: 'Patient', contact: [name] },
      { profiles: [PROFILE] },
    );
    expect(findings.map(({ severity, rule }) => `${severity} ${rule.kind}`)).toContain('information slicing');
  });
});

describe('other constraints of profiles', () => {
  const quantity = { valueQuantity: { value: 5, unit: 'mg' } };
  const observation = { status: 'final', code: { text: 'a' } };
  test.each<[string, readonly Row[], object, readonly string[]]>([
    [
      'fixed',
      [{ id: 'Observation.status', fixed: 'final' }],
      { status: 'amended' },
      ['fixed at Observation.status'],
    ],
    [
      'fixed takes nothing more',
      [{ id: 'Observation.code', fixed: { text: 'a' } }],
      { code: { text: 'a', id: 'b' } },
      ['fixed at Observation.code'],
    ],
    [
      'pattern takes more',
      [{ id: 'Observation.code', pattern: { text: 'a' } }],
      { code: { text: 'a', id: 'b' } },
      [],
    ],
    ['pattern', [{ id: 'Observation.code', pattern: { text: 'b' } }], {}, ['pattern at Observation.code']],
    [
      'a narrowed choice',
      [{ id: 'Observation.value[x]', types: [typed('string')] }],
      quantity,
      ['choice at Observation.value.ofType(Quantity)'],
    ],
    [
      'a choice spelled by its type',
      [{ id: 'Observation.valueQuantity', min: 1, types: [typed('Quantity')] }],
      {},
      ['cardinality at Observation.value'],
    ],
    [
      'a prohibited element',
      [{ id: 'Observation.value[x]', max: 0 }],
      quantity,
      ['cardinality at Observation.value'],
    ],
    [
      'a lower maximum of a list',
      [{ id: 'Observation.note', max: 1 }],
      { note: [{ text: 'a' }, { text: 'b' }] },
      ['cardinality at Observation.note'],
    ],
    [
      'maxLength',
      [{ id: 'Observation.valueString', types: [typed('string')], maxLength: 2 }],
      { valueString: 'abc' },
      ['primitive-format at Observation.value.ofType(string)'],
    ],
    [
      'maxValue',
      [{ id: 'Observation.value[x]', maxValue: 3, types: [typed('integer')] }],
      { valueInteger: 4 },
      ['primitive-format at Observation.value.ofType(integer)'],
    ],
    [
      'minValue of dates of different precision',
      [{ id: 'Observation.issued', minValue: '2020' }],
      { issued: '2019-12-31T00:00:00Z' },
      ['primitive-format at Observation.issued'],
    ],
    [
      'aggregation',
      [{ id: 'Observation.subject', types: [typed('Reference', { aggregation: ['contained'] })] }],
      { subject: { reference: 'Patient/1' } },
      ['reference-target at Observation.subject'],
    ],
    [
      'a contentReference within the profile',
      [
        { id: 'Observation.referenceRange' },
        { id: 'Observation.referenceRange.text', min: 1 },
        { id: 'Observation.component' },
        {
          id: 'Observation.component.referenceRange',
          types: [],
          contentReference: 'Observation.referenceRange',
        },
      ],
      { component: [{ code: { text: 'a' }, referenceRange: [{ low: { value: 1 } }] }] },
      ['cardinality at Observation.component[0].referenceRange[0].text'],
    ],
    [
      'a contentReference into the base definition',
      [
        { id: 'Observation.referenceRange' },
        { id: 'Observation.referenceRange.text', min: 1 },
        { id: 'Observation.component' },
        {
          id: 'Observation.component.referenceRange',
          types: [],
          contentReference: 'Observation.referenceRange',
          contentReferenceSource: 'http://hl7.org/fhir/StructureDefinition/Observation',
        },
      ],
      { component: [{ code: { text: 'a' }, referenceRange: [{ low: { value: 1 } }] }] },
      [],
    ],
    [
      'an invariant',
      [{ id: 'Observation', constraints: [{ key: 'p-1', severity: 'error', expression: 'value.exists()' }] }],
      {},
      ['invariant p-1 at Observation'],
    ],
  ])('%s', (_, rows, change, expected) => {
    const profile = profileOf('Observation', rows);
    expect(errorsOf(profile, { ...observation, ...change })).toEqual(expected);
  });

  test('an invariant that cannot be evaluated is information that names it', () => {
    const profile = profileOf('Observation', [
      { id: 'Observation.code', constraints: [{ key: 'p-2', severity: 'error', expression: 'nonsense((' }] },
    ]);
    const source = {
      ...base,
      definition: (url: string) => (url === PROFILE ? profile : base.definition(url)),
    };
    const findings = createValidator(source).validate(
      { resourceType: 'Observation', ...observation },
      { profiles: [PROFILE] },
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ severity: 'information', rule: expect.objectContaining({ key: 'p-2' }) }),
    );
  });
});
