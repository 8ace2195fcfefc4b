import { dayOf, nthWeekday, weekdayOf, yearOf } from './days.ts';

const holidays = new Map<number, ReadonlySet<number>>();

/**
 * The days on which US federal offices are closed for a holiday in a year (5 U.S.C. 6103): a holiday on a Saturday
 * is observed on the Friday before, one on a Sunday on the Monday after.
 */
export function federalHolidays(year: number): ReadonlySet<number> {
  let days = holidays.get(year);
  if (!days) {
    days = new Set([
      observed(dayOf(year, 1, 1)),
      nthWeekday(year, 1, 1, 3),
      nthWeekday(year, 2, 1, 3),
      nthWeekday(year, 5, 1, -1),
      ...(year >= 2021 ? [observed(dayOf(year, 6, 19))] : []),
      observed(dayOf(year, 7, 4)),
      nthWeekday(year, 9, 1, 1),
      nthWeekday(year, 10, 1, 2),
      observed(dayOf(year, 11, 11)),
      nthWeekday(year, 11, 4, 4),
      observed(dayOf(year, 12, 25)),
      // New Year's Day of a Saturday is observed in the old year.
      observed(dayOf(year + 1, 1, 1)),
    ]);
    holidays.set(year, days);
  }
  return days;
}

function observed(day: number): number {
  const weekday = weekdayOf(day);
  if (weekday === 6) return day - 1;
  return weekday === 0 ? day + 1 : day;
}

/** Monday to Friday, federal holidays excepted. Days count from 1970-01-01. */
export function isBusinessDay(day: number): boolean {
  const weekday = weekdayOf(day);
  return weekday !== 0 && weekday !== 6 && !federalHolidays(yearOf(day)).has(day);
}

/** The first business day after `day`. */
export function nextBusinessDay(day: number): number {
  let next = day + 1;
  while (!isBusinessDay(next)) next += 1;
  return next;
}

/** `day` itself when it is a business day, else the next one. */
export function businessDayFrom(day: number): number {
  return isBusinessDay(day) ? day : nextBusinessDay(day);
}
