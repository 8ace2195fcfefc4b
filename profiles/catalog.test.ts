import { describe, expect, it } from 'vitest';
import { Catalog, compareVersions, splitCanonical } from './catalog.ts';

describe('Catalog', () => {
  const catalog = new Catalog<string>();
  catalog.add('http://x', '3.1.1', 'three');
  catalog.add('http://x', '6.1.0', 'six');
  catalog.add('http://x', '6.1.0', 'again');

  it.each([
    ['http://x', 'six', 'six'],
    ['http://x|3.1.1', 'three', 'three'],
    ['http://x|9.9.9', undefined, 'six'],
    ['http://x#part', 'six', 'six'],
    ['http://y', undefined, undefined],
  ])('%s: exactly %s, at best %s', (canonical, exact, best) => {
    expect(catalog.exact(canonical)).toBe(exact);
    expect(catalog.find(canonical)).toBe(best);
  });

  it('keeps the first of the same version and lists the highest version first', () => {
    expect(catalog.all('http://x')).toEqual(['six', 'three']);
  });
});

it.each([
  ['1.10.0', '1.9.0', 1],
  ['1.0.0', '1.0.0', 0],
  ['2.0.0-ballot', '2.0.0', -1],
  ['2.0.0-ballot', '1.9.9', 1],
  ['1.0.0-rc2', '1.0.0-rc10', -1],
])('orders version %s against %s', (left, right, sign) => {
  expect(Math.sign(compareVersions(left, right))).toBe(sign);
});

it('splits a canonical into url and version', () => {
  expect(splitCanonical('http://x|1#a')).toEqual({ url: 'http://x', version: '1' });
  expect(splitCanonical('http://x')).toEqual({ url: 'http://x' });
});
