import { describe, expect, it } from 'vitest';
import { dayOf, isoDate, isoInstant, nthWeekday, pacificTime, weekdayOf } from './days.ts';

describe('local time in California', () => {
  it.each([
    ['the day before summer time', [2025, 3, 8], '2025-03-08T09:05:00-08:00'],
    ['its first day', [2025, 3, 9], '2025-03-09T09:05:00-07:00'],
    ['its last day', [2025, 11, 1], '2025-11-01T09:05:00-07:00'],
    ['the day it ends', [2025, 11, 2], '2025-11-02T09:05:00-08:00'],
  ] as const)('%s has its offset', (_, [year, month, date], expected) => {
    expect(pacificTime(dayOf(year, month, date), 9 * 60 + 5)).toBe(expected);
  });
});

it.each([0, 1_700_000_000_123, -1, 951_782_400_000])('writes instants as Date does (%i)', (instant) => {
  expect(isoInstant(instant)).toBe(new Date(instant).toISOString());
});

it('knows weekdays, also before 1970', () => {
  expect(weekdayOf(0)).toBe(4);
  expect(weekdayOf(dayOf(1969, 12, 28))).toBe(0);
  expect(isoDate(nthWeekday(2025, 5, 1, -1))).toBe('2025-05-26');
});
