import { expect, test } from 'vitest';
import { endOfNextBusinessDay, isBusinessDay } from './business-days.ts';

test.each([
  ['2024-03-15', true],
  ['2024-03-16', false],
  ['2024-07-04', false],
  ['2026-07-03', false],
  ['2024-11-28', false],
  ['2024-05-27', false],
  ['2021-12-31', false],
  ['2024-12-26', true],
])('%s is a business day: %s', (date, expected) => {
  expect(isBusinessDay(Date.parse(date) / 86_400_000)).toBe(expected);
});

test.each([
  ['2024-03-14', '2024-03-16T12:00:00.000Z'],
  ['2024-03-15T20:00:00-08:00', '2024-03-19T12:00:00.000Z'],
  ['2024-07-03', '2024-07-06T12:00:00.000Z'],
])('what is adjudicated on %s is due by %s', (date, expected) => {
  expect(new Date(endOfNextBusinessDay(date)).toISOString()).toBe(expected);
});
