import { isJson, type Json, withValue } from '../json.ts';
import type { Site } from '../sites.ts';
import type { Mutant, Mutation } from './mutant.ts';

/** Values outside the formats of datatypes.html, each with why. */
const BAD: Readonly<Record<string, readonly (readonly [value: unknown, why: string])[]>> = {
  date: [
    ['2023-02-30', 'impossible day'],
    ['2023-13-01', 'impossible month'],
    ['20230101', 'no hyphens'],
    ['2023-01-01T10:00:00Z', 'a time in a date'],
  ],
  dateTime: [
    ['2023-02-29', 'impossible day'],
    ['2023-04-31T10:00:00Z', 'impossible day with time'],
    ['2023-01-01T10:00:00', 'time without zone'],
    ['2023-01-01T10:00Z', 'time without seconds'],
    ['2023-01-01T24:30:00Z', 'impossible hour'],
    ['01/02/2023', 'not ISO 8601'],
  ],
  instant: [
    ['2023-01-01', 'no time'],
    ['2023-01-01T10:00:00', 'no zone'],
    ['2023-02-30T10:00:00Z', 'impossible day'],
    ['2023-01-01T10:61:00Z', 'impossible minute'],
  ],
  time: [['25:00:00', 'impossible hour']],
  code: [
    [' padded', 'leading blank'],
    ['two  blanks', 'two blanks in a row'],
  ],
  id: [
    ['with blank', 'blank'],
    ['under_score', 'underscore'],
    ['x'.repeat(65), 'longer than 64'],
  ],
  uri: [['with blank', 'blank']],
  url: [['with blank', 'blank']],
  canonical: [['with blank', 'blank']],
  positiveInt: [
    [0, 'zero'],
    [-1, 'negative'],
    [1.5, 'fraction'],
    [2147483648, 'beyond 31 bits'],
  ],
  unsignedInt: [
    [-1, 'negative'],
    [1.5, 'fraction'],
  ],
  integer: [
    [1.5, 'fraction'],
    [2147483648, 'beyond 32 bits'],
  ],
  base64Binary: [['***', 'not base64']],
  string: [['x'.repeat(1024 * 1024 + 1), 'longer than 1 MiB']],
};

/** Bad formats and impossible dates, and what may not stand beside a primitive (json.html#primitive). */
export const primitiveMutations: Mutation = function* (resource, sites) {
  for (const site of sites) {
    const { type, steps, path, value } = site;
    if (type === undefined || isJson(value)) continue;
    const place = { element: site.node.element.id, path };
    const oncePer = `${type} ${site.owner?.type ?? ''}`;
    for (const [bad, why] of BAD[type] ?? []) {
      yield {
        mutation: `${type}: ${why}`,
        expects:
          why.startsWith('longer') || why.startsWith('beyond')
            ? ['primitive-format', 'limit']
            : ['primitive-format'],
        ...place,
        ...(why === 'longer than 1 MiB' ? { oncePer: 'resource' } : { oncePer }),
        make: () => withValue(resource, steps, bad),
      };
    }
    yield* companions(resource, site);
  }
};

function* companions(resource: Json, site: Site): Iterable<Mutant> {
  const { steps, path, owner } = site;
  const property = steps.at(-1);
  const element = site.node.element.id;
  if (
    !owner ||
    typeof property === 'number' ||
    property === undefined ||
    site.node.element.types[0]?.code === 'xhtml'
  )
    return;
  if (isJson(owner.value) && owner.value[`_${property}`] !== undefined) return;
  // Extension.url and the id of an element are plain attributes and have no companion (json.html).
  if (property === 'url' || property === 'id') return;
  const companion = [...steps.slice(0, -1), `_${property}`];
  const cases: readonly (readonly [
    value: unknown,
    mutation: string,
    expects: Mutant['expects'],
    below?: string,
  ])[] = [
    ['text', 'text for a primitive’s extension', ['primitive-extension', 'type', 'json']],
    [{}, 'empty object for a primitive’s extension', ['empty', 'primitive-extension']],
    [
      { assayUnknown: 1 },
      'unknown property in a primitive’s extension',
      ['unknown-property', 'primitive-extension'],
      '.assayUnknown',
    ],
    [
      [{ id: 'a' }],
      'list for a single primitive’s extension',
      ['primitive-extension', 'type', 'json', 'cardinality'],
    ],
    [
      { extension: [{ valueString: 'text' }] },
      'extension without url on a primitive',
      ['cardinality', 'extension'],
      '.extension[0].url',
    ],
  ];
  for (const [value, mutation, expects, below = ''] of cases) {
    yield {
      mutation,
      expects,
      element,
      path: path + below,
      oncePer: site.type ?? element,
      make: () => withValue(resource, companion, value),
    };
  }
}
