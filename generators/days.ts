/** Calendar arithmetic on days since 1970-01-01, without time zones: day 0 is a Thursday. */

const DAY_MS = 86_400_000;

/** @param month 1 to 12 */
export function dayOf(year: number, month: number, date: number): number {
  return Date.UTC(year, month - 1, date) / DAY_MS;
}

/** The calendar day of an instant (milliseconds), in UTC. */
export function dayOfInstant(instant: number): number {
  return Math.floor(instant / DAY_MS);
}

export function yearOf(day: number): number {
  return Number.parseInt(isoDate(day), 10);
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Midnight UTC of a day plus a number of seconds, as milliseconds. */
export function instantOf(day: number, seconds = 0): number {
  return day * DAY_MS + seconds * 1000;
}

/** A generation writes the same few thousand days over and over, and `Date` is what takes longest in it. */
const written = new Map<number, string>();
const MOST_WRITTEN = 50_000;

/** FHIR `date`, such as `2025-03-09`. Years 0 to 9999. */
export function isoDate(day: number): string {
  let text = written.get(day);
  if (text === undefined) {
    text = new Date(day * DAY_MS).toISOString().slice(0, 10);
    if (written.size >= MOST_WRITTEN) written.clear();
    written.set(day, text);
  }
  return text;
}

/** FHIR `instant`, UTC, of milliseconds since the epoch. */
export function isoInstant(instant: number): string {
  const day = dayOfInstant(instant);
  const ms = instant - day * DAY_MS;
  const seconds = Math.floor(ms / 1000);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${isoDate(day)}T${clock}.${String(ms % 1000).padStart(3, '0')}Z`;
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The `n`th weekday (0 is Sunday) of a month; `n` = -1 is the last. */
export function nthWeekday(year: number, month: number, weekday: number, n: number): number {
  if (n < 0) {
    const last = dayOf(year, month + 1, 0);
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayOf(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7;
}

/**
 * FHIR `dateTime` of a local time in California on that day, with its offset. Daylight saving time runs from the
 * second Sunday of March to the first Sunday of November (15 U.S.C. 260a).
 *
 * @param minutes after midnight, local time
 */
export function pacificTime(day: number, minutes: number): string {
  const year = yearOf(day);
  const summer = day >= nthWeekday(year, 3, 0, 2) && day < nthWeekday(year, 11, 0, 1);
  return `${isoDate(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00${summer ? '-07:00' : '-08:00'}`;
}
