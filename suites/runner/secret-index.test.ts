import { describe, expect, test } from 'vitest';
import { SecretIndex } from './secret-index.ts';

function indexOf(...secrets: readonly string[]): SecretIndex {
  const index = new SecretIndex();
  for (const [position, secret] of secrets.entries()) index.add(secret, `secret#${position + 1}`);
  return index;
}

describe('secrets in a text', () => {
  test.each([
    ['none', ['abcdef'], 'nothing here, abcde', 'nothing here, abcde'],
    ['at the ends', ['abcdef'], 'abcdef and abcdef', 'secret#1 and secret#1'],
    ['the whole', ['abcdef'], 'abcdef', 'secret#1'],
    ['one after the other', ['abcdef', 'ghijkl'], 'abcdefghijkl', 'secret#1secret#2'],
    ['the longer of two that begin alike', ['abcdef', 'abcdefgh'], 'abcdefgh abcdefg', 'secret#2 secret#1g'],
    ['in any order of learning', ['abcdefgh', 'abcdef'], 'abcdefgh abcdefg', 'secret#1 secret#2g'],
    ['after a false start', ['aaaaab'], 'aaaaaaab', 'aasecret#1'],
    ['characters beyond ASCII', ['pässwörd'], 'x=pässwörd;', 'x=secret#1;'],
  ])('%s', (_, secrets, text, expected) => {
    expect(indexOf(...secrets).replaceIn(text)).toBe(expected);
  });

  test('many secrets at random places are all found', () => {
    const secrets = Array.from(
      { length: 500 },
      (_, index) => `tok${(index * 7919).toString(36)}xyz${index}.`,
    );
    const text = secrets.map((secret) => `<${secret}>`).join('lorem ipsum ');
    const expected = secrets.map((_, index) => `<secret#${index + 1}>`).join('lorem ipsum ');
    expect(indexOf(...secrets).replaceIn(text)).toBe(expected);
  });

  test.each([
    ['shorter text', 'abcdef x', 20, 'secret#1 x'],
    ['text of the length', 'abcdef x', 10, 'secret#1 x'],
    ['longer text: one character more shows it', 'abcdef xyz', 10, 'secret#1 xy'],
    ['a secret across the limit is masked whole', '0123456 abcdef', 9, '0123456 secret#1'],
    ['a secret just before the limit', 'abcdef0123456789', 8, 'secret#10'],
  ])('with a limit: %s', (_, text, limit, expected) => {
    expect(indexOf('abcdef').replaceIn(text, limit)).toBe(expected);
  });

  test('what is too short to tell from other text is refused', () => {
    expect(() => indexOf('abc')).toThrow(RangeError);
  });
});
