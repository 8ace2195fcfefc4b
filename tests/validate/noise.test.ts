import { readFileSync } from 'node:fs';
import { generateSync, type JsonSchema } from 'json-schema-faker';
import { describe, expect, test } from 'vitest';
import { createPopulation } from '../../generators/population.ts';
import type { Input } from '../../lib/validate/inputs.ts';
import { type ValidateInputsOptions, validateInputs } from '../../lib/validate.ts';
import { createValidator } from '../../profiles/engine/validator.ts';
import { tableSource } from '../../profiles/sources.ts';
import type { JudgedResource } from '../../reports/formats/validation.ts';

const validator = createValidator(tableSource());
const population = createPopulation();
const asOf = Date.parse('2026-01-01T00:00:00Z');
const member = population.personas().flatMap(({ patientId }) => population.compartment(patientId, asOf));
const examples = ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation'].map((type) => {
  const found = member.find(({ resourceType }) => resourceType === type);
  if (!found) throw new Error(`no ${type} among the members’ resources`);
  return found;
});
const [, , benefit] = examples;
const text = JSON.stringify(benefit);

/** What the harness makes of texts, one resource each: never a throw, and left unjudged is only what is no resource. */
async function judge(
  texts: Iterable<string | Buffer>,
  options: Partial<ValidateInputsOptions> = {},
): Promise<readonly JudgedResource[]> {
  const judged: JudgedResource[] = [];
  const inputs = [...texts].map(
    (one, index): Input => ({
      name: `${index}.json`,
      format: 'json',
      async *open() {
        yield Buffer.from(one);
      },
    }),
  );
  const summary = await validateInputs({
    inputs,
    validator,
    onResource: (one) => judged.push(one),
    ...options,
  });
  const unread = judged.filter(({ resource }) => resource === undefined);
  expect(summary.unjudged).toEqual(unread.map(({ file }) => `${file}: no resource could be read from it`));
  expect(judged).toHaveLength(inputs.length);
  return judged;
}

const errorsOf = ({ findings }: JudgedResource) => findings.filter(({ severity }) => severity === 'error');
const rulesOf = (judged: JudgedResource | undefined) =>
  judged?.findings.map(({ rule }) => `${rule.kind} ${rule.key ?? ''}`.trim());

/** Numbers from a fixed seed (mulberry32), so that a failure comes back. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

describe('bytes', () => {
  test('an example that is cut off is a syntax finding, wherever it is cut', async () => {
    const cuts: string[] = [];
    for (let length = 1; length < text.length; length += 97) cuts.push(text.slice(0, length));
    for (const judged of await judge(cuts)) expect(rulesOf(judged)).toEqual(['json syntax']);
  });

  test('one flipped byte is judged in bounded time, and breaks nothing', async () => {
    const draw = numbers(1);
    const flipped = Array.from({ length: 1500 }, () => {
      const bytes = Buffer.from(text);
      const at = draw(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
      return bytes;
    });
    const judged = await judge(flipped);
    expect(judged.filter((one) => errorsOf(one).length > 0).length).toBeGreaterThan(flipped.length / 2);
  });

  test('pure noise is a finding each', async () => {
    const draw = numbers(2);
    const noise = Array.from({ length: 300 }, () =>
      Buffer.from(Array.from({ length: 1 + draw(400) }, () => draw(256))),
    );
    for (const judged of await judge(noise)) expect(errorsOf(judged)).not.toEqual([]);
  });

  test('a property given twice is found in every object of an example', async () => {
    const doubled = [...text.matchAll(/"([A-Za-z]+)":/g)].map(
      ({ 0: whole, index }) => `${text.slice(0, index)}${whole}1,${text.slice(index)}`,
    );
    expect(doubled.length).toBeGreaterThan(100);
    for (const judged of await judge(doubled)) expect(rulesOf(judged)).toContain('json duplicate-name');
  });
});

describe('values', () => {
  const hostile = [
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    Number.MAX_SAFE_INTEGER + 2,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'x'.repeat(10_000),
    [],
    {},
    [null],
    [[]],
    [{}],
    { resourceType: 'Patient' },
    { extension: [] },
    JSON.parse('{"__proto__":{"polluted":true}}'),
    JSON.parse('{"constructor":1,"toString":2,"hasOwnProperty":3,"valueOf":4,"then":5}'),
  ];

  test.each(examples.map((example) => [example.resourceType, example] as const))(
    'any hostile value in the place of any value of a %s breaks nothing',
    async (_, example) => {
      const draw = numbers(3);
      const texts = Array.from({ length: 1200 }, () => {
        const copy = structuredClone(example);
        const places = placesOf(copy);
        const place = places[draw(places.length)];
        place?.put(hostile[draw(hostile.length)]);
        return JSON.stringify(copy);
      });
      const found = (await judge(texts)).filter((one) => errorsOf(one).length > 0);
      expect(found.length).toBeGreaterThan(texts.length * 0.8);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    },
  );

  test.each(hostile.map((value) => [JSON.stringify(value)?.slice(0, 60), value] as const))(
    '%s in the place of a resource, and of a whole Bundle entry, is a finding',
    async (_, value) => {
      const bundle = (entry: unknown) =>
        JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry });
      const [alone, entries, entry, resource] = await judge([
        JSON.stringify(value),
        bundle(value),
        bundle([value]),
        bundle([{ resource: value }]),
      ]);
      const isPatient = typeof value === 'object' && value !== null && 'resourceType' in value;
      for (const judged of isPatient ? [entries, entry] : [alone, entries, entry, resource])
        expect(judged && errorsOf(judged)).not.toEqual([]);
    },
  );

  test.each(['NaN', 'Infinity', '-Infinity', 'undefined', '0x1F', '.5', '5.', '+1', "'a'", '1e999'])(
    '%s is a finding',
    async (value) => {
      const [judged] = await judge([text.replace(/"use":"claim"/, `"use":${value}`)]);
      expect(rulesOf(judged)).toContain(value === '1e999' ? 'json number-range' : 'json syntax');
    },
  );

  test('an own property __proto__ is an unknown property and changes no prototype', async () => {
    const [judged] = await judge(['{"resourceType":"Patient","__proto__":{"gender":"female","polluted":1}}']);
    expect(rulesOf(judged)).toContain('unknown-property __proto__');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('size', () => {
  test('nesting of 100,000 levels is a finding, in any kind of bracket', async () => {
    const deep = [
      '{"resourceType":"Patient","extension":'.repeat(100_000),
      `{"resourceType":"Patient","extension":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    ];
    for (const judged of await judge(deep)) expect(rulesOf(judged)).toEqual(['limit nesting']);
  });

  test('nesting just below the limit is judged', async () => {
    const extensions = (depth: number): object => ({
      url: 'http://plan.example/x',
      ...(depth > 0 ? { extension: [extensions(depth - 1)] } : { valueString: 'x' }),
    });
    const [judged] = await judge([JSON.stringify({ resourceType: 'Patient', extension: [extensions(95)] })]);
    expect(rulesOf(judged)).not.toContain('limit nesting');
  });

  test('a string of 50 MB is judged in seconds', { timeout: 60_000 }, async () => {
    const started = performance.now();
    const long = 'x'.repeat(50_000_000);
    const [family, date, div] = await judge([
      `{"resourceType":"Patient","name":[{"family":"${long}"}]}`,
      `{"resourceType":"Patient","birthDate":"${long}"}`,
      `{"resourceType":"Patient","text":{"status":"generated","div":"<div>${long}"}}`,
    ]);
    expect(family && errorsOf(family).map(({ received }) => received.length)).toEqual(
      family && errorsOf(family).map(() => expect.toSatisfy((length: number) => length < 1000)),
    );
    expect(date && errorsOf(date)[0]?.path).toBe('Patient.birthDate');
    expect(div).toBeDefined();
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  test('what is above the limit is a finding, and not held in memory', async () => {
    const [judged] = await judge([text], { largest: 100 });
    expect(rulesOf(judged)).toEqual(['limit size']);
  });

  test('wide input – 100,000 items, 20,000 unknown properties – takes seconds at most', async () => {
    const started = performance.now();
    const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`x${index}`, index]));
    await judge([
      JSON.stringify({ resourceType: 'Patient', ...wide }),
      JSON.stringify({
        resourceType: 'Patient',
        name: Array.from({ length: 100_000 }, () => ({ family: 'a' })),
      }),
      JSON.stringify({ ...benefit, identifier: Array.from({ length: 20_000 }, () => ({ value: 'a' })) }),
    ]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('schema-valid noise', () => {
  const { definitions } = JSON.parse(
    readFileSync(new URL('../../profiles/r4/schema.json', import.meta.url), 'utf8'),
  ) as { definitions: Record<string, JsonSchema> };

  test.each([
    'Patient',
    'Coverage',
    'ExplanationOfBenefit',
    'Observation',
    'PractitionerRole',
    'Location',
    'Bundle',
  ])(
    'of %s is judged: nothing breaks, and what no profile rule allows is found',
    { timeout: 60_000 },
    async (type) => {
      const schema = { $ref: `#/definitions/${type}`, definitions } as JsonSchema;
      const texts = Array.from({ length: 40 }, (_, seed) =>
        JSON.stringify(
          generateSync(schema, {
            seed,
            maxItems: 2,
            refDepthMax: 3,
            optionalsProbability: 0.3,
            useDefaultValue: false,
          }),
        ),
      );
      const judged = await judge(texts);
      expect(judged.some((one) => errorsOf(one).length > 0)).toBe(true);
      const started = performance.now();
      await judge(texts);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});

interface Place {
  put(value: unknown): void;
}

/** Every place of a value that another can be put in. */
function placesOf(value: object): Place[] {
  const places: Place[] = [];
  for (const [key, item] of Object.entries(value)) {
    places.push({ put: (other) => Reflect.set(value, key, other) });
    if (typeof item === 'object' && item !== null) places.push(...placesOf(item));
  }
  return places;
}
