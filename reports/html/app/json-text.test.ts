import { expect, test } from 'vitest';
import { layOutJson, looksLikeJson } from './json-text.ts';

const layOut = (source: string) =>
  layOutJson(source)
    .map(({ text }) => text)
    .join('');

test.each([
  '{"a":[1,{"b":null}],"c":"x"}',
  '[]',
  '{}',
  '"text"',
  '{"a":{},"b":[],"c":[true,false]}',
  '["a \\" { [ , : b","\\\\"]',
])('%s is laid out as JSON.stringify does', (source) => {
  expect(layOut(source)).toBe(JSON.stringify(JSON.parse(source), null, 2));
});

test('numbers and repeated members are shown as they were sent', () => {
  const laidOut = layOut('{"value":1.00,"big":12345678901234567890,"value":-2.5e+10}');
  expect(laidOut).toBe('{\n  "value": 1.00,\n  "big": 12345678901234567890,\n  "value": -2.5e+10\n}');
});

test('a body that was cut is laid out as far as it goes, and none of it is lost', () => {
  expect(layOut('{"a":[{"b":"cut in the mid')).toBe('{\n  "a": [\n    {\n      "b": "cut in the mid');
  expect(layOut(']}oops{')).toContain('oops');
});

test('names are told from texts', () => {
  const kinds = layOutJson('{"a":"b","c":1,"d":null}').filter(
    ({ kind }) => kind !== 'other' && kind !== 'punctuation',
  );
  expect(kinds.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'name "a"',
    'string "b"',
    'name "c"',
    'number 1',
    'name "d"',
    'literal null',
  ]);
});

test.each([
  ['application/fhir+json; charset=utf-8', '{}', true],
  ['application/json', '  ', false],
  ['text/html', '<p>{"a":1}</p>', false],
  [undefined, '{"a":1}', true],
  [undefined, '{curly} prose', false],
])('with type %s, %j is JSON: %s', (type, body, json) => {
  expect(looksLikeJson(type, body)).toBe(json);
});
