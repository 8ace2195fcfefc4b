/**
 * The stretch of time that a date stands for, both ends included, in milliseconds since the epoch: `2024-05` is all
 * of May (FHIR R4 search.html#date). A period without start or end is infinite there.
 */
export interface DateRange {
  readonly low: number;
  readonly high: number;
}

const pattern =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * Reads a FHIR date, dateTime or instant, in search also one without seconds or time zone. Without a zone UTC is
 * meant. Digits below the millisecond are dropped.
 * @returns `undefined` when it is no date of the calendar
 */
export function parseDate(text: string): DateRange | undefined {
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = parts;
  const at = {
    year: Number(year),
    month: Number(month ?? 1),
    day: Number(day ?? 1),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? '').slice(0, 3).padEnd(3, '0')),
  };
  if (!isInCalendar(at)) return undefined;
  const offset = zone === undefined || zone === 'Z' ? 0 : offsetOf(zone);
  if (offset === undefined) return undefined;
  const low = Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second, at.millisecond) - offset;
  return { low, high: low + lengthOf() - 1 };

  function lengthOf(): number {
    if (fraction !== undefined) return 10 ** Math.max(0, 3 - fraction.length);
    if (second !== undefined) return 1000;
    if (hour !== undefined) return 60_000;
    if (day !== undefined) return 86_400_000;
    if (month !== undefined) return Date.UTC(at.year, at.month) - Date.UTC(at.year, at.month - 1);
    return Date.UTC(at.year + 1) - Date.UTC(at.year);
  }
}

/** An instant is a point in time, without width (FHIR R4 search.html#date). */
export function parseInstant(text: string): DateRange | undefined {
  const range = parseDate(text);
  return range && { low: range.low, high: range.low };
}

interface CalendarTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Leap seconds are legal in FHIR's instants; years before 100 are beyond `Date.UTC` and any health record. */
function isInCalendar({ year, month, day, hour, minute, second }: CalendarTime): boolean {
  if (year < 100 || month < 1 || month > 12 || day < 1) return false;
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return false;
  return hour < 24 && minute < 60 && second <= 60;
}

function offsetOf(zone: string): number | undefined {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (hours > 14 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}
