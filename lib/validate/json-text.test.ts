import { describe, expect, test } from 'vitest';
import { DEEPEST, readJsonText } from './json-text.ts';

const keysOf = (text: string) =>
  readJsonText(text).findings.map(({ finding: { rule, path } }) => `${rule.key} ${path}`);

describe('text that is JSON', () => {
  test.each([
    '{"resourceType":"Patient","name":[{"family":"a:b{[\\"","given":[null,"B"]}]}',
    ' \r\n\t{"a" : 1e308 , "b":[ ] , "c" : -0.5E-3}\r\n',
    '{"a":{"b":1},"c":{"b":1},"d":[{"b":1},{"b":2}]}',
    '{"a":"\\ud83d\\ude00","b":"\\\\ud83d"}',
    '{"__proto__":{"x":1},"constructor":1,"toString":2}',
    '"text"',
  ])('has no finding: %s', (text) => {
    expect(readJsonText(text)).toEqual({ value: JSON.parse(text), findings: [] });
  });
});

describe('what JSON.parse passes over is found', () => {
  test.each([
    ['{"resourceType":"Patient","id":"1","id":"2"}', ['duplicate-name Patient.id']],
    [
      '{"resourceType":"Patient","name":[{},{"family":"a","family":"a"}]}',
      ['duplicate-name Patient.name[1].family'],
    ],
    ['{"id":"1","\\u0069d":"2","id":3}', ['duplicate-name Resource.id', 'duplicate-name Resource.id']],
    ['{"__proto__":1,"__proto__":2}', ['duplicate-name Resource.__proto__']],
    [
      '{"resourceType":"Observation","valueQuantity":{"value":1e999}}',
      ['number-range Observation.valueQuantity.value'],
    ],
    ['{"a":["ok","\\ud800"]}', ['lone-surrogate Resource.a[1]']],
    ['{"\\uDFFF":1}', ['lone-surrogate Resource']],
    ['\ufeff{"a":1}', ['byte-order-mark Resource']],
    ['\ufeff{"a":1,"a":1}', ['byte-order-mark Resource', 'duplicate-name Resource.a']],
  ])('%s', (text, expected) => {
    expect(keysOf(text)).toEqual(expected);
  });
});

describe('text that is no JSON is a syntax finding at its place', () => {
  test.each([
    ['', 'Resource', 'a JSON value', 'nothing', 0],
    ['{"resourceType":"Patient","active":NaN}', 'Patient.active', 'a JSON value', '"NaN"', 35],
    ['{"a":-Infinity}', 'Resource.a', 'a JSON value', '"-Infinity"', 5],
    ['{"a":1,}', 'Resource', 'a property name in double quotes', '"}"', 7],
    ['{"a":[1,]}', 'Resource.a[1]', 'a JSON value', '"]}"', 8],
    ["{'a':1}", 'Resource', 'a property name in double quotes', `"'a':1}"`, 1],
    ['{"a":01}', 'Resource', 'a comma or a closing brace', '"1"', 6],
    [
      '{"a":"x\ty"}',
      'Resource.a',
      'a string that ends, with its control characters escaped',
      '"\\ty\\"}"',
      7,
    ],
    [
      '{"a":"\\x"}',
      'Resource.a',
      'a string that ends, with its control characters escaped',
      '"\\\\x\\"}"',
      6,
    ],
    ['{"a":{"b":[{}', 'Resource.a.b', 'a comma or a closing bracket', 'the end of the text', 13],
    ['{"a":1} {"b":2}', 'Resource', 'the end of the text', '"{\\"b\\":2}"', 8],
    ['{"a" 1}', 'Resource.a', 'a colon after the property name', '"1"', 5],
  ])('%j', (text, path, expected, received, offset) => {
    const { value, findings } = readJsonText(text);
    expect(value).toBeUndefined();
    expect(findings).toEqual([
      { offset, finding: expect.objectContaining({ path, expected, received, severity: 'error' }) },
    ]);
    expect(findings[0]?.finding.rule).toMatchObject({ kind: 'json', key: 'syntax' });
  });
});

describe('nesting', () => {
  const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  test(`of ${DEEPEST} levels is read`, () => {
    expect(readJsonText(nested(DEEPEST)).findings).toEqual([]);
  });

  test.each([DEEPEST + 1, 100_000])('of %i levels is a finding of kind limit, and is not read', (depth) => {
    const { value, findings } = readJsonText(nested(depth));
    expect(value).toBeUndefined();
    expect(findings[0]?.finding).toMatchObject({
      received: String(depth),
      rule: { kind: 'limit', key: 'nesting' },
    });
  });

  test('that never closes, or closes too often, does not overflow', () => {
    expect(keysOf('['.repeat(1_000_000))).toEqual(['nesting Resource']);
    expect(keysOf(']'.repeat(1_000_000))).toEqual(['syntax Resource']);
    expect(keysOf('{"a":[1]}}}}')).toEqual(['syntax Resource']);
  });
});
