import { describe, expect, it } from 'vitest';
import { businessDayFrom, federalHolidays, isBusinessDay, nextBusinessDay } from './business-days.ts';
import { isoDate } from './days.ts';

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

describe('federal holidays', () => {
  it.each([
    [2021, '2020-12-31 is not one', []],
    [
      2025,
      'the calendar of 2025',
      [
        '2025-01-01',
        '2025-01-20',
        '2025-02-17',
        '2025-05-26',
        '2025-06-19',
        '2025-07-04',
        '2025-09-01',
        '2025-10-13',
        '2025-11-11',
        '2025-11-27',
        '2025-12-25',
      ],
    ],
    [2026, 'Independence Day of a Saturday', ['2026-07-03']],
    [
      2027,
      'Juneteenth of a Saturday, July 4 of a Sunday, New Year of a Saturday',
      ['2027-06-18', '2027-07-05', '2027-12-24', '2027-12-31'],
    ],
  ] as const)('%i: %s', (year, _, dates) => {
    const found = [...federalHolidays(year)].map(isoDate);
    for (const date of dates) expect(found).toContain(date);
  });

  it('has no Juneteenth before it was made one', () => {
    expect(isBusinessDay(day('2020-06-19'))).toBe(true);
  });
});

describe('the business day after', () => {
  it.each([
    ['a Tuesday', '2025-03-04', '2025-03-05'],
    ['a Friday', '2025-03-07', '2025-03-10'],
    ['a Saturday', '2025-03-08', '2025-03-10'],
    ['the Wednesday before Thanksgiving', '2025-11-26', '2025-11-28'],
    ['the Thursday before an observed July 4', '2026-07-02', '2026-07-06'],
    ['the last Thursday of a year whose New Year is observed in it', '2027-12-30', '2028-01-03'],
  ])('%s (%s) is %s', (_, from, to) => {
    expect(isoDate(nextBusinessDay(day(from)))).toBe(to);
  });

  it('leaves a business day as it is', () => {
    expect(businessDayFrom(day('2025-03-04'))).toBe(day('2025-03-04'));
    expect(isoDate(businessDayFrom(day('2025-03-08')))).toBe('2025-03-10');
  });
});
