import { expect, test } from 'vitest';
import { InvalidSearch } from '../outcomes.ts';
import { openPage, type PagePosition, sealPage } from './page-token.ts';

const key = Buffer.from('a key');
const position: PagePosition = {
  base: '/fhir',
  type: 'Practitioner',
  query: 'name=%C3%A9',
  after: 'p1',
  asOf: 1_700_000_000_000,
  subject: 'app',
  seed: 'seed',
};

test('a page token opens to the position that was sealed', () => {
  expect(openPage(sealPage(position, key), position, key)).toEqual(position);
});

test('a long position is packed, and opens as well', () => {
  const query = `_id=${Array.from({ length: 400 }, (_, i) => `b917b12e-b73a-67c9-dac4-${i}`).join()}`;
  const token = sealPage({ ...position, query }, key);
  expect(token.length).toBeLessThan(query.length / 2);
  expect(token).toMatch(/^[\w.~-]+$/);
  expect(openPage(token, position, key)).toEqual({ ...position, query });
  const changed = `~${token[1] === 'A' ? 'B' : 'A'}${token.slice(2)}`;
  expect(() => openPage(changed, position, key)).toThrow(InvalidSearch);
});

test('a page token can stand in a URL as it is', () => {
  expect(sealPage(position, key)).toMatch(/^[\w.-]+$/);
});

test.each<[string, Partial<PagePosition>]>([
  ['another subject', { subject: 'other' }],
  ['another base', { base: '/other' }],
  ['another type', { type: 'Organization' }],
  ['another seed', { seed: 'other' }],
])('%s cannot use a page token', (_what, change) => {
  expect(() => openPage(sealPage(position, key), { ...position, ...change }, key)).toThrow(InvalidSearch);
});

test('no character of a page token can be changed', () => {
  const token = sealPage(position, key);
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    const changed = token.slice(0, at) + other + token.slice(at + 1);
    expect(() => openPage(changed, position, key), `character ${at}`).toThrow(InvalidSearch);
  }
});

test.each(['', '.', 'x', 'x.y', 'x.y.z'])('"%s" is no page token', (token) => {
  expect(() => openPage(token, position, key)).toThrow(InvalidSearch);
});

test('a page token cut short or sealed with another key is refused', () => {
  const token = sealPage(position, key);
  expect(() => openPage(token.slice(0, -1), position, key)).toThrow(InvalidSearch);
  expect(() => openPage(token, position, Buffer.from('another'))).toThrow(InvalidSearch);
});
