import { describe, expect, test } from 'vitest';
import { splitLines } from './lines.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function lines(text: string, size: number, limit = 100) {
  const all = [];
  for await (const { number, bytes, length } of splitLines(chunksOf(text, size), limit))
    all.push(bytes ? `${number} ${bytes}` : `${number} too long: ${length}`);
  return all;
}

describe.each([1, 2, 3, 7, 1000])('in chunks of %i bytes', (size) => {
  test.each([
    ['', []],
    ['a', ['1 a']],
    ['a\n', ['1 a']],
    ['a\nb', ['1 a', '2 b']],
    ['\n\na\n\n', ['1 ', '2 ', '3 a', '4 ']],
    ['a\r\nb\r\n', ['1 a\r', '2 b\r']],
    ['é\n😀', ['1 é', '2 😀']],
  ])('%j', async (text, expected) => {
    expect(await lines(text, size)).toEqual(expected);
  });

  test('a line above the limit is passed over, and the next one is read', async () => {
    expect(await lines('12345\n123456\n1\n1234567', size, 5)).toEqual([
      '1 12345',
      '2 too long: 6',
      '3 1',
      '4 too long: 7',
    ]);
  });
});
