import { expect, test } from 'vitest';
import { counted, formatDuration, formatInstant } from './text.ts';

test.each([
  [0, '0 ms'],
  [14.2, '14 ms'],
  [999.6, '1.0 s'],
  [8_240, '8.2 s'],
  [59_960, '1 min 0 s'],
  [187_000, '3 min 7 s'],
])('%d ms reads as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, '0 checks'],
  [1, '1 check'],
  [999, '999 checks'],
  [1_204, '1,204 checks'],
  [1_204_000, '1,204,000 checks'],
])('%d is counted as %s', (count, text) => {
  expect(counted(count, 'check')).toBe(text);
});

test('an instant is shown in UTC, and what is no instant as it is', () => {
  expect(formatInstant('2026-11-24T02:33:10.120Z')).toBe('2026-11-24 02:33:10 UTC');
  expect(formatInstant('yesterday')).toBe('yesterday');
});
