import type { Observation } from 'fhir/r4.js';

export type Prefix = 'eq' | 'gt' | 'lt' | 'ge' | 'le';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Dates without a zone mean some local day: within this many milliseconds of a boundary nothing is certain. */
const ZONES = 14 * 3_600_000;

/** The instants a FHIR date or dateTime covers, in UTC; `end` is exclusive. */
export function rangeOf(value: string): Range | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(T.+)?)?)?$/.exec(value);
  if (!match) return undefined;
  const [, year = '', month, day, time] = match;
  if (time !== undefined) {
    const start = Date.parse(value);
    if (Number.isNaN(start)) return undefined;
    return { start, end: start + (/\.\d/.test(time) ? 1 : 1000) };
  }
  const y = Number(year);
  const start = Date.UTC(y, Number(month ?? 1) - 1, Number(day ?? 1));
  if (day !== undefined) return { start, end: start + 86_400_000 };
  return { start, end: month === undefined ? Date.UTC(y + 1, 0, 1) : Date.UTC(y, Number(month), 1) };
}

/** FHIR R4 search.html#prefix on two ranges. */
function holds(prefix: Prefix, target: Range, search: Range): boolean {
  const inside = search.start <= target.start && target.end <= search.end;
  const above = target.end > search.end;
  const below = target.start < search.start;
  switch (prefix) {
    case 'eq':
      return inside;
    case 'gt':
      return above;
    case 'lt':
      return below;
    case 'ge':
      return above || inside;
    case 'le':
      return below || inside;
  }
}

/**
 * Whether a search must, must not or may find a resource.
 * @param value the resource's date
 * @param searched the date searched for; only instants on both sides are certain to the second
 */
export function matchesDate(value: string, prefix: Prefix, searched: string): 'in' | 'out' | 'unclear' {
  const [target, search] = [rangeOf(value), rangeOf(searched)];
  if (!target || !search) return 'unclear';
  const zoned = value.includes('T') && searched.includes('T');
  const shifts = (zoned ? [0] : [0, -ZONES, ZONES]).map((by) => ({
    start: search.start + by,
    end: search.end + by,
  }));
  const answers = new Set(shifts.map((shifted) => holds(prefix, target, shifted)));
  return answers.size > 1 ? 'unclear' : answers.has(true) ? 'in' : 'out';
}

/** The one date of an Observation; `undefined` when it has none or a Period, whose rules are others. */
export function dateOf(observation: Observation): string | undefined {
  return observation.effectiveDateTime ?? observation.effectiveInstant;
}
