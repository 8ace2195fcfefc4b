import { describe, expect, it } from 'vitest';
import type { Definition, ElementDefinition } from '../engine/definition.ts';
import { plainType } from '../engine/structure-definition.ts';
import { fromTable, toTable } from './table.ts';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';
const ele1 = { key: 'ele-1', severity: 'error', expression: 'true' } as const;
const element = (id: string, facts: Partial<ElementDefinition> = {}): ElementDefinition => ({
  id,
  min: 0,
  max: 1,
  types: [],
  constraints: id.includes('.') ? [ele1] : [],
  mustSupport: false,
  isModifier: false,
  ...facts,
});
const definition = (
  name: string,
  elements: ElementDefinition[],
  head: Partial<Definition> = {},
): Definition => ({
  url: STRUCTURES + name,
  version: '4.0.1',
  name,
  type: name,
  kind: 'complex-type',
  abstract: false,
  derivation: 'specialization',
  elements,
  ...head,
});
const typed = (code: string) => ({ types: [plainType(code)] });
const below = { base: `${STRUCTURES}Element` };

const known = [
  definition('Element', [
    element('Element', { constraints: [ele1] }),
    element('Element.id', typed('string')),
  ]),
  definition(
    'Coding',
    [
      element('Coding', { constraints: [ele1] }),
      element('Coding.id', typed('string')),
      element('Coding.system', typed('uri')),
      element('Coding.code', typed('code')),
    ],
    below,
  ),
  definition(
    'Patient',
    [
      element('Patient', { constraints: [ele1] }),
      element('Patient.id', typed('string')),
      element('Patient.tag', { ...typed('Coding'), max: Number.POSITIVE_INFINITY }),
      element('Patient.value[x]', { types: [plainType('Coding'), plainType('string')] }),
      element('Patient.more', { contentReference: 'Patient.tag' }),
    ],
    { ...below, kind: 'resource' },
  ),
];
const lookUp = (url: string): Definition | undefined => known.find((one) => one.url === url);

const profile = (elements: ElementDefinition[], head: Partial<Definition> = {}): Definition =>
  definition('Patient', elements, {
    url: 'http://x/p',
    version: '1',
    kind: 'resource',
    derivation: 'constraint',
    base: `${STRUCTURES}Patient`,
    ...head,
  });
const base = known[2]?.elements ?? [];
const [root, id, tag, value, more] = base;
const changed = (one: ElementDefinition | undefined, facts: Partial<ElementDefinition>): ElementDefinition =>
  element('', { ...one, ...facts });

describe('toTable and fromTable', () => {
  it('leave out what is as in the base', () => {
    const same = profile([...base]);
    expect(toTable(same, lookUp).elements).toEqual([]);
    expect(fromTable(toTable(same, lookUp), lookUp)).toEqual(same);
  });

  it('write a slice and its children as what differs from the element sliced and from its type', () => {
    const sliced = profile([
      ...base.slice(0, 2),
      changed(tag, {
        slicing: { rules: 'open', ordered: true, discriminators: [{ type: 'value', path: 'code' }] },
      }),
      element('Patient.tag.id', typed('string')),
      element('Patient.tag.code', { ...typed('code'), min: 1 }),
      changed(tag, { id: 'Patient.tag:a', min: 1, max: 1, mustSupport: true }),
      element('Patient.tag:a.id', typed('string')),
      element('Patient.tag:a.code', { ...typed('code'), min: 1, fixed: 'a' }),
      ...base.slice(3),
    ]);
    expect(toTable(sliced, lookUp).elements).toEqual([
      { id: 'Patient.tag', slicing: 'open ordered value:code' },
      'Patient.tag.id',
      { id: 'Patient.tag.code', min: 1 },
      { id: 'Patient.tag:a', min: 1, max: 1, mustSupport: true },
      'Patient.tag:a.id',
      { id: 'Patient.tag:a.code', fixed: 'a' },
    ]);
    expect(fromTable(toTable(sliced, lookUp), lookUp)).toEqual(sliced);
  });

  it.each([
    [
      'new elements after one that is left out',
      [...base.slice(0, 3), element('Patient.tag.new'), ...base.slice(3)],
    ],
    ['elements of the base taken away', [root, id, more]],
    ['every element of the base taken away but the root', [root]],
    [
      'a reslice',
      [...base.slice(0, 3), element('Patient.tag:a', { min: 1 }), element('Patient.tag:a/b', { min: 2 })],
    ],
    ['children of an element that refers to another', [...base, element('Patient.more.code', { min: 1 })]],
    ['a choice narrowed', [...base.slice(0, 3), changed(value, typed('string')), more]],
    [
      'one key for two constraints',
      [
        changed(root, { constraints: [ele1, { ...ele1, expression: 'false' }] }),
        ...base.slice(1, 4),
        changed(more, { constraints: [{ ...ele1, expression: 'false', severity: 'warning' }] }),
      ],
    ],
    [
      'types with profiles, targets and aggregation',
      [
        ...base,
        element('Patient.link', {
          types: [
            {
              code: 'Reference',
              profiles: ['http://x/r|1'],
              targets: [`${STRUCTURES}Patient`, 'http://x/p|2'],
              aggregation: ['bundled'],
            },
            plainType('uri'),
          ],
          binding: { strength: 'required', valueSet: 'http://x/vs|1', maxValueSet: 'http://x/max' },
        }),
      ],
    ],
    [
      'values of false, zero and the empty string',
      [root, changed(id, { fixed: false, minValue: 0, pattern: '' })],
    ],
  ])('give back %s', (_, elements) => {
    const whole = profile(elements.flatMap((one) => one ?? []));
    const table = JSON.parse(JSON.stringify(toTable(whole, lookUp)));
    expect(fromTable(table, lookUp)).toEqual(whole);
  });

  it('build on another definition where the base is not at hand', () => {
    const whole = profile([...base], { base: 'http://elsewhere/base' });
    expect(() => fromTable(toTable(whole, lookUp), lookUp)).toThrow('http://elsewhere/base is not at hand');
    const table = toTable(whole, lookUp, `${STRUCTURES}Patient`);
    expect(fromTable(table, lookUp)).toEqual(whole);
  });
});
