export type Prefix = 'eq' | 'gt' | 'lt' | 'ge' | 'le' | 'sa' | 'eb';

export const prefixes: readonly Prefix[] = ['eq', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'];

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A date without a zone means some local day: within this many milliseconds of a boundary an instant is unclear. */
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

interface Period {
  readonly start?: string;
  readonly end?: string;
}

interface Span {
  readonly range: Range;
  /** Whether its ends have a time, and so a zone; `mixed` when one has and one has not. */
  readonly zoned: boolean | 'mixed';
}

/** The range of a date, dateTime, instant or Period. */
function spanOf(value: unknown): Span | undefined {
  if (typeof value === 'string') {
    const range = rangeOf(value);
    return range && { range, zoned: value.includes('T') };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { start, end } = value as Period;
  if (typeof start !== 'string' && typeof end !== 'string') return undefined;
  const [from, to] = [start, end].map((text) => (typeof text === 'string' ? rangeOf(text) : undefined));
  if ((start !== undefined && !from) || (end !== undefined && !to)) return undefined;
  const timed = new Set([start, end].flatMap((text) => (text === undefined ? [] : [text.includes('T')])));
  return {
    range: { start: from?.start ?? Number.NEGATIVE_INFINITY, end: to?.end ?? Number.POSITIVE_INFINITY },
    zoned: timed.size > 1 ? 'mixed' : timed.has(true),
  };
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
    case 'sa':
      return target.start >= search.end;
    case 'eb':
      return target.end <= search.start;
  }
}

/**
 * Whether a search must, must not or may find a resource.
 * @param value the resource's date, or Period
 * @param searched the date searched for. Two instants are certain, and two dates without a zone, for which one zone is
 *   assumed (FHIR R4 search.html#date); between a date and an instant lies the zone
 */
export function matchesDate(value: unknown, prefix: Prefix, searched: string): 'in' | 'out' | 'unclear' {
  const [target, search] = [spanOf(value), rangeOf(searched)];
  if (!target || !search) return 'unclear';
  const certain = target.zoned === searched.includes('T');
  const shifts = (certain ? [0] : [0, -ZONES, ZONES]).map((by) => ({
    start: search.start + by,
    end: search.end + by,
  }));
  const answers = new Set(shifts.map((shifted) => holds(prefix, target.range, shifted)));
  return answers.size > 1 ? 'unclear' : answers.has(true) ? 'in' : 'out';
}
