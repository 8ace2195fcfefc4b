import { describe, expect, it } from 'vitest';
import { Catalog } from '../catalog.ts';
import { createTerminology } from './terminology.ts';
import { readCodeSystem, readValueSet, type TerminologyFacts } from './terminology-facts.ts';

const ANIMALS = {
  url: 'http://x/animals',
  version: '1',
  content: 'complete',
  concept: [
    { code: 'mammal', concept: [{ code: 'dog', concept: [{ code: 'poodle' }] }, { code: 'cat' }] },
    { code: 'bird', property: [{ code: 'colour', valueCode: 'red' }] },
    { code: 'bat', property: [{ code: 'subsumedBy', valueCode: 'mammal' }] },
  ],
};
const COLOURS = {
  url: 'http://x/colours',
  version: '1',
  content: 'complete',
  caseSensitive: false,
  concept: [{ code: 'Red' }],
};
const SECRET = { url: 'http://x/secret', version: '1', content: 'not-present' };
const ANIMALS_2 = { ...ANIMALS, version: '2', concept: [{ code: 'fish' }] };

const composed = (name: string, include: object[], exclude: object[] = []) => ({
  url: `http://x/vs/${name}`,
  version: '1',
  compose: { include, exclude },
});
const animals = { system: 'http://x/animals', version: '1' };
const filtered = (op: string, value: string, property = 'concept') => [
  { ...animals, filter: [{ property, op, value }] },
];

const facts = (valueSets: object[], codeSystems: object[]): TerminologyFacts => {
  const sets = new Catalog<ReturnType<typeof readValueSet>>();
  const systems = new Catalog<ReturnType<typeof readCodeSystem>>();
  for (const one of valueSets.map((item) => readValueSet({ ...item }))) sets.add(one.url, one.version, one);
  for (const one of codeSystems.map((item) => readCodeSystem({ ...item })))
    systems.add(one.url, one.version, one);
  return {
    valueSet: (canonical) => sets.find(canonical),
    codeSystem: (canonical) => systems.find(canonical),
    codeSystems: (url) => systems.all(url),
  };
};

const terminology = createTerminology(
  facts(
    [
      composed('listed', [{ system: 'http://x/animals', concept: [{ code: 'dog' }] }]),
      composed('listed-folded', [{ system: 'http://x/colours', concept: [{ code: 'RED' }] }]),
      composed('whole', [animals]),
      composed('whole-but', [animals], [{ ...animals, concept: [{ code: 'bird' }] }]),
      composed('is-a', filtered('is-a', 'mammal')),
      composed('descendent-of', filtered('descendent-of', 'mammal')),
      composed('is-not-a', filtered('is-not-a', 'mammal')),
      composed('generalizes', filtered('generalizes', 'poodle')),
      composed('parent', filtered('=', 'mammal', 'parent')),
      composed('in', filtered('in', 'dog, cat', 'code')),
      composed('regex', filtered('regex', '[bc]at', 'code')),
      composed('colour', filtered('=', 'red', 'colour')),
      composed('secret', [
        { system: 'http://x/secret' },
        { system: 'http://x/animals', concept: [{ code: 'dog' }] },
      ]),
      composed('absent', [{ system: 'http://x/absent' }]),
      composed('import', [{ valueSet: ['http://x/vs/listed', 'http://x/vs/whole'] }]),
      composed('import-none', [{ valueSet: ['http://elsewhere.example/vs'] }]),
      composed('within', [{ ...animals, valueSet: ['http://x/vs/is-a'] }]),
      composed('excluded-unknown', [animals], [{ valueSet: ['http://x/vs/none'] }]),
      composed('circle', [{ valueSet: ['http://x/vs/circle-2'] }]),
      composed('circle-2', [
        { valueSet: ['http://x/vs/circle'] },
        { ...animals, concept: [{ code: 'dog' }] },
      ]),
      composed('languages', [{ system: 'urn:ietf:bcp:47' }]),
      composed('no-script', [
        { system: 'urn:ietf:bcp:47', filter: [{ property: 'script', op: 'exists', value: 'false' }] },
      ]),
      composed('media', [{ system: 'urn:ietf:bcp:13' }]),
      composed('money', [{ system: 'urn:iso:std:iso:4217' }]),
      { url: 'http://x/vs/empty', version: '1' },
    ],
    [ANIMALS, ANIMALS_2, COLOURS, SECRET],
  ),
);
const ask = (valueSet: string, code: string, system?: string) =>
  terminology.memberOf(`http://x/vs/${valueSet}`, { system, code });

describe('memberOf', () => {
  it.each([
    ['listed', 'dog', 'yes'],
    ['listed', 'cat', 'no'],
    ['whole', 'poodle', 'yes'],
    ['whole', 'fish', 'no'],
    ['whole-but', 'bird', 'no'],
    ['whole-but', 'dog', 'yes'],
    ['is-a', 'mammal', 'yes'],
    ['is-a', 'poodle', 'yes'],
    ['is-a', 'bat', 'yes'],
    ['is-a', 'bird', 'no'],
    ['descendent-of', 'mammal', 'no'],
    ['descendent-of', 'poodle', 'yes'],
    ['is-not-a', 'bird', 'yes'],
    ['is-not-a', 'dog', 'no'],
    ['generalizes', 'mammal', 'yes'],
    ['generalizes', 'cat', 'no'],
    ['parent', 'cat', 'yes'],
    ['parent', 'poodle', 'no'],
    ['in', 'cat', 'yes'],
    ['in', 'bat', 'no'],
    ['regex', 'bat', 'yes'],
    ['regex', 'bats', 'no'],
    ['colour', 'bird', 'unknown'],
    ['colour', 'dodo', 'no'],
    ['secret', 'dog', 'yes'],
    ['secret', 'x', 'no'],
    ['absent', 'x', 'no'],
    ['import', 'dog', 'yes'],
    ['import', 'cat', 'no'],
    ['import-none', 'dog', 'unknown'],
    ['within', 'dog', 'yes'],
    ['within', 'bird', 'no'],
    ['excluded-unknown', 'dog', 'unknown'],
    ['circle', 'dog', 'yes'],
    ['circle', 'cat', 'unknown'],
    ['empty', 'dog', 'unknown'],
    ['none', 'dog', 'unknown'],
  ])('value set %s, code %s of the system: %s', (valueSet, code, expected) => {
    expect(ask(valueSet, code, 'http://x/animals').answer).toBe(expected);
  });

  it('reads codes without regard to case where the system says so', () => {
    expect(ask('listed-folded', 'red', 'http://x/colours').answer).toBe('yes');
    expect(ask('listed', 'DOG', 'http://x/animals').answer).toBe('no');
  });

  it('judges a plain code by every system of the value set', () => {
    expect(ask('listed', 'dog').answer).toBe('yes');
    expect(ask('secret', 'x').answer).toBe('unknown');
    expect(ask('listed', 'x').answer).toBe('no');
  });

  it.each([
    ['secret', 'http://x/secret', 'content not-present'],
    ['absent', 'http://x/absent', 'whose codes are not at hand'],
    ['import-none', 'http://x/animals', 'elsewhere.example keeps it'],
    ['colour', 'http://x/animals', 'colour = red, which cannot be evaluated'],
    ['empty', 'http://x/animals', 'without its composition'],
  ])('says why it does not know of value set %s', (valueSet, system, reason) => {
    expect(ask(valueSet, 'bird', system).reason).toContain(reason);
  });

  it.each([
    ['languages', 'en-US', 'yes'],
    ['languages', 'zh-cmn-Hans-CN', 'yes'],
    ['languages', 'i-klingon', 'yes'],
    ['languages', 'english language', 'no'],
    ['languages', 'e', 'no'],
    ['no-script', 'es', 'yes'],
    ['no-script', 'zh-Hans', 'no'],
    ['media', 'application/fhir+json', 'yes'],
    ['media', 'text/plain; charset=utf-8', 'yes'],
    ['media', 'pdf', 'no'],
    ['money', 'USD', 'yes'],
    ['money', 'USX', 'no'],
  ])('knows the grammar or the list behind %s: %s is %s', (valueSet, code, expected) => {
    expect(ask(valueSet, code).answer).toBe(expected);
  });
});

describe('exists', () => {
  it.each([
    ['http://x/animals', 'poodle', 'yes'],
    ['http://x/animals', 'fish', 'yes'],
    ['http://x/animals', 'unicorn', 'no'],
    ['http://x/colours', 'RED', 'yes'],
    ['http://x/secret', 'x', 'unknown'],
    ['http://x/absent', 'x', 'unknown'],
    ['urn:ietf:bcp:13', 'image/png', 'yes'],
  ])('%s, %s: %s in any version at hand', (system, code, expected) => {
    expect(terminology.exists(system, code)).toBe(expected);
  });
});
