import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { GUIDES } from '../../guides.ts';
import { loadPackage } from '../../packages.ts';
import { tableSource } from '../../sources.ts';
import type { Constraint } from '../definition.ts';
import { isObject, type JsonObject } from '../json-access.ts';
import { Run } from '../run.ts';
import { choiceName, Trees } from '../tree.ts';
import { compilePath } from './compile.ts';
import { compileWithLibrary } from './fhirpath.ts';
import type { Kind } from './kinds.ts';
import { hasHtmlContent, isPlainHtml, NATIVE } from './native.ts';
import { Unsupported } from './parse.ts';
import { bool, type Collection, Uncertain } from './values.ts';

const source = tableSource();
const trees = new Trees(source);
const memberOf = (items: Collection): Collection => (items.length === 0 ? [] : bool(items.length > 1));

function runOn(resource: JsonObject): Run {
  const run = new Run(undefined, true);
  run.resource = resource;
  run.root = resource;
  return run;
}

function both(
  type: string,
  expression: string,
  value: JsonObject,
): { closure: Collection; library: unknown } {
  const context: readonly Kind[] = [{ type, node: trees.ofType(type) }];
  const resource = source.type(type)?.kind === 'resource' ? type : undefined;
  const run = runOn(value);
  const compiled = compilePath(expression, { trees, memberOf, context, resource });
  const library = compileWithLibrary(type, expression, { memberOf })(value, run);
  return { closure: compiled.evaluate([value], { run, context: [value] }), library };
}

const patient: JsonObject = {
  resourceType: 'Patient',
  active: true,
  birthDate: '1970-01-01',
  _birthDate: { extension: [{ url: 'http://a.example/x', valueString: 'x' }] },
  name: [
    { use: 'official', family: 'A', given: ['B', 'C'] },
    { given: [null, 'D'], _given: [{ extension: [{ url: 'http://a.example/y', valueCode: 'z' }] }, null] },
  ],
  multipleBirthInteger: 2,
  identifier: [{ system: 's', value: '1' }, { value: '2' }],
};

describe('expressions compiled to closures give what fhirpath.js gives', () => {
  test.each([
    'name.exists()',
    'name.given.count() = 4',
    'name.given.exists()',
    "name.where(use = 'official').family = 'A'",
    "name.where(use = 'official').exists() and name.family.exists().not()",
    'contact.empty() or contact.name.exists()',
    'contact.all(name.exists())',
    'name.all(given.exists())',
    'name.all(family.exists())',
    'active implies birthDate.exists()',
    'active.not() implies birthDate.empty()',
    '{} or active',
    '({} and active).empty()',
    '({} implies active)',
    'active xor name.empty()',
    '(active xor {}).empty()',
    'multipleBirth.exists()',
    'deceased.empty()',
    "birthDate.extension('http://a.example/x').value.exists()",
    "birthDate.extension.where(url = 'http://a.example/z').exists()",
    "identifier.system = 's'",
    "identifier.value = 's'",
    "identifier.value != '1'",
    "identifier.where(value in ('1' | '2')).count() > 1",
    'identifier.value.isDistinct()',
    'identifier.select(value).count() = 2',
    "identifier.value.first() = '1'",
    "identifier.first().value.matches('^[0-9]$')",
    "identifier.first().value.startsWith('2')",
    '%resource.identifier.value.subsetOf(%context.identifier.value)',
    'identifier.value.combine(name.use).count() = 3',
    'active.allTrue()',
    'deceased.allTrue()',
    'birthDate.hasValue()',
    'exists().foo.all(bar)',
    'multipleBirth.ofType(integer) > 1',
    'multipleBirth.ofType(boolean).exists()',
    '(identifier.count() + name.count()) > 3',
    '%resource = %rootResource',
    'Patient.name.exists()',
  ])('%s', (expression) => {
    const outcome = (evaluate: () => unknown) => {
      try {
        return evaluate();
      } catch (problem) {
        return problem instanceof Uncertain ? 'left to fhirpath.js' : `throws ${String(problem)}`;
      }
    };
    const closure = outcome(() => both('Patient', expression, patient).closure);
    if (closure === 'left to fhirpath.js') return;
    expect(closure).toEqual(both('Patient', expression, patient).library);
  });

  test.each([
    ['an unknown element', 'nonsense.exists()'],
    ['dates that compare', "birthDate > '1970'"],
    ['arithmetic of text', "'1' + '1' = '11'"],
    ['types of a choice', 'multipleBirth is integer'],
    ['functions outside the subset', 'name.repeat(given).exists()'],
    ['malformed text', "name.where(use = 'official'"],
  ])('%s is left to fhirpath.js', (_, expression) => {
    expect(() => both('Patient', expression, patient)).toThrow(Unsupported);
  });
});

describe('invariants of the base types written out', () => {
  const expressionOf = (type: string, key: string): string => {
    const found = source.type(type)?.elements[0]?.constraints.find((one) => one.key === key)?.expression;
    if (!found) throw new Error(`${type} has no ${key}`);
    return found;
  };
  const observation = { resourceType: 'Observation', id: 'a' };
  const rows: readonly (readonly [string, string, JsonObject])[] = [
    ['Extension', 'ext-1', { url: 'a', valueString: 'x' }],
    ['Extension', 'ext-1', { url: 'a' }],
    ['Extension', 'ext-1', { url: 'a', extension: [{ url: 'b', valueString: 'x' }] }],
    ['Extension', 'ext-1', { url: 'a', valueString: 'x', extension: [{ url: 'b', valueString: 'x' }] }],
    ['Patient', 'dom-2', { resourceType: 'Patient', contained: [observation] }],
    [
      'Patient',
      'dom-2',
      { resourceType: 'Patient', contained: [{ ...observation, contained: [observation] }] },
    ],
    ['Patient', 'dom-3', { resourceType: 'Patient', contained: [observation] }],
    [
      'Patient',
      'dom-3',
      { resourceType: 'Patient', contained: [observation], link: [{ other: { reference: '#a' } }] },
    ],
    [
      'Patient',
      'dom-3',
      { resourceType: 'Patient', contained: [{ ...observation, subject: { reference: '#' } }] },
    ],
    [
      'Patient',
      'dom-4',
      { resourceType: 'Patient', contained: [{ ...observation, meta: { versionId: '1' } }] },
    ],
    ['Patient', 'dom-4', { resourceType: 'Patient', contained: [{ ...observation, meta: { source: 'a' } }] }],
    [
      'Patient',
      'dom-5',
      { resourceType: 'Patient', contained: [{ ...observation, meta: { security: [{ code: 'a' }] } }] },
    ],
    [
      'Patient',
      'dom-5',
      { resourceType: 'Patient', contained: [{ ...observation, meta: { tag: [{ code: 'a' }] } }] },
    ],
    ['Patient', 'dom-6', { resourceType: 'Patient' }],
    ['Patient', 'dom-6', { resourceType: 'Patient', text: { status: 'empty', div: '<div>x</div>' } }],
    ['Period', 'per-1', { start: '2020-01-01', end: '2020-01-02' }],
    ['Period', 'per-1', { start: '2020-01-02', end: '2020-01-01' }],
    ['Period', 'per-1', { start: '2020-01-02' }],
    ['Period', 'per-1', { start: '2020-01-01T10:00:00Z', end: '2020-01-01T10:00:00+01:00' }],
    ['Period', 'per-1', { start: '2021', end: '2020-05' }],
    ['Range', 'rng-2', { low: { value: 1, unit: 'mg' }, high: { value: 2, unit: 'mg' } }],
    ['Range', 'rng-2', { low: { value: 3 } }],
  ];

  test.each(rows)('%s %s agrees with fhirpath.js on %o', (type, key, value) => {
    const run = runOn(value);
    // As published, dom-3 applies `as` to whole collections, which only a later edition put right.
    const expression = expressionOf(type, key).replaceAll(/\bas\(/g, 'ofType(');
    const library = compileWithLibrary(type, expression, { memberOf })(value, run);
    expect(NATIVE.get(key)?.(value, run)).toBe(library[0]);
  });

  test.each([
    ['#a', true],
    ['#b', false],
    ['Patient/1', true],
  ])('ref-1 of %s is %s', (reference, holds) => {
    const run = runOn({ resourceType: 'Patient', contained: [observation] });
    expect(NATIVE.get('ref-1')?.({ reference }, run)).toBe(holds);
  });

  test.each([
    ['<div xmlns="http://www.w3.org/1999/xhtml"><p>x &lt; y<br/></p></div>', true],
    ['<div><!-- a note --><p class="x">x</p></div>', true],
    ['<p>x</p>', false],
    ['<div><script>x</script></div>', false],
    ['<div><p onclick="x()">x</p></div>', false],
    ['<div><p>x</div>', false],
    ['<div>a < b</div>', false],
  ])('txt-1 of %s is %s', (div, holds) => {
    expect(isPlainHtml(div)).toBe(holds);
  });

  test.each([
    ['<div>x</div>', true],
    ['<div><img src="a"/></div>', true],
    ['<div> \n<p> </p></div>', false],
  ])('txt-2 of %s is %s', (div, holds) => {
    expect(hasHtmlContent(div)).toBe(holds);
  });
});

const guides = new URL('../../../../shared/ig/', import.meta.url);

describe.skipIf(!existsSync(guides))('on the official examples', () => {
  const resources: JsonObject[] = [];
  beforeAll(async () => {
    for (const file of readdirSync(guides).filter((name) => name.endsWith('.tgz'))) {
      const held = await loadPackage(new URL(file, guides).pathname);
      for await (const example of held.examples()) {
        const resource: unknown = 'resource' in example ? example.resource : example;
        if (isObject(resource)) resources.push(resource);
      }
    }
  });

  test('every published invariant compiled to closures agrees with fhirpath.js, whole and with parts removed', () => {
    let compared = 0;
    for (const [type, path, constraint] of publishedInvariants()) {
      const samples = resources.filter((one) => one.resourceType === type).slice(0, 6);
      for (const resource of samples.flatMap((one) => [...variants(one)])) {
        for (const { value, kind } of valuesAt(resource, path)) {
          const outcome = compareOn(constraint, path, kind, value, resource);
          if (outcome === undefined) continue;
          compared += 1;
          expect(outcome.closure, `${path} ${constraint.key}`).toEqual(outcome.library);
        }
      }
    }
    expect(compared).toBeGreaterThan(3000);
  }, 120_000);
});

/** Invariants of elements of resources, base and profiled, once per path and text. */
function publishedInvariants(): (readonly [string, string, Constraint])[] {
  const found = new Map<string, readonly [string, string, Constraint]>();
  for (const guide of GUIDES) {
    const index: { definitions: Record<string, string>; version: string } = JSON.parse(
      readFileSync(new URL(`../../${guide}/index.json`, import.meta.url), 'utf8'),
    );
    for (const url of Object.keys(index.definitions)) {
      const definition = source.definition(`${url}|${index.version}`);
      if (definition?.kind !== 'resource') continue;
      for (const { id, constraints } of definition.elements) {
        const path = id.replaceAll(/:[^.]*/g, '');
        for (const one of constraints) {
          if (!one.expression || /^(?:dom|ele|ext|txt)-/.test(one.key)) continue;
          found.set(`${path} ${one.expression}`, [definition.type, path, one]);
        }
      }
    }
  }
  return [...found.values()];
}

function* variants(resource: JsonObject): Generator<JsonObject> {
  yield resource;
  for (const key of Object.keys(resource)) {
    const { [key]: _removed, ...rest } = resource;
    if (key !== 'resourceType') yield rest;
  }
}

function valuesAt(resource: JsonObject, path: string): { value: unknown; kind: Kind }[] {
  const [type = '', ...steps] = path.split('.');
  let found: { value: unknown; kind: Kind }[] = [
    { value: resource, kind: { type, node: trees.ofType(type) } },
  ];
  for (const name of steps) {
    found = found.flatMap(({ value, kind }) => {
      const child = trees.child(kind.node, name, kind.type);
      if (!child || !isObject(value)) return [];
      return child.element.types.flatMap(({ code }) => {
        const inner = value[name.endsWith('[x]') ? choiceName(name, code) : name];
        const values: readonly unknown[] = inner === undefined ? [] : Array.isArray(inner) ? inner : [inner];
        return values.map((one) => ({ value: one, kind: { type: code, node: trees.holder(child, code) } }));
      });
    });
  }
  return found;
}

function compareOn(constraint: Constraint, path: string, kind: Kind, value: unknown, resource: JsonObject) {
  const { expression = '' } = constraint;
  const run = runOn(resource);
  try {
    const compiled = compilePath(expression, {
      trees,
      memberOf,
      context: [kind],
      resource: String(resource.resourceType),
    });
    const closure = compiled.evaluate([value], { run, context: [value] });
    const base = /^(?:BackboneElement|Element)?$/.test(kind.type) ? path.replace('[x]', '') : kind.type;
    return { closure, library: compileWithLibrary(base, expression, { memberOf })(value, run) };
  } catch (problem) {
    if (problem instanceof Unsupported || problem instanceof Uncertain) return undefined;
    throw problem;
  }
}
