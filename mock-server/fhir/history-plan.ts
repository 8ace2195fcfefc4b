import { InvalidSearch } from './outcomes.ts';
import { type DateRange, parseDate } from './search/extract/date-range.ts';

const defaultPageSize = 50;
const maximumPageSize = 200;

/** A history as it was asked for (FHIR R4 http.html#history). */
export interface HistoryPlan {
  /** Versions created at or after this moment. */
  readonly since: number | undefined;
  /** Versions that were current at some point of this stretch. */
  readonly at: DateRange | undefined;
  readonly pageSize: number;
  /** What is really used, as the self link shows it. */
  readonly processed: readonly (readonly [name: string, value: string])[];
}

/**
 * Understands the parameters of a history.
 * @param strict `Prefer: handling=strict`: a parameter that means nothing here is an error
 * @throws InvalidSearch for a value that can't be read, a repeated parameter, or an unknown one when strict
 */
export function planHistory(pairs: Iterable<readonly [string, string]>, strict: boolean): HistoryPlan {
  const known = new Map<string, string>();
  for (const [name, value] of pairs) {
    if (isUniversal(name)) continue;
    if (name !== '_count' && name !== '_since' && name !== '_at') {
      if (strict) throw new InvalidSearch(name, value, 'is not known here', 'not-supported');
      continue;
    }
    if (known.has(name)) throw new InvalidSearch(name, value, 'is given more than once');
    known.set(name, value);
  }
  const count = known.get('_count');
  const pageSize = count === undefined ? defaultPageSize : parseCount(count);
  if (count !== undefined) known.set('_count', String(pageSize));
  return {
    since: dateOf('_since', known)?.low,
    at: dateOf('_at', known),
    pageSize,
    processed: [...known],
  };
}

/** Said about the form of the answer, not about its content. */
function isUniversal(name: string): boolean {
  return name === '_format' || name === '_pretty' || name === '_page';
}

function parseCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidSearch('_count', value, 'is not a whole number');
  return Math.min(Number(value), maximumPageSize);
}

function dateOf(name: string, known: ReadonlyMap<string, string>): DateRange | undefined {
  const value = known.get(name);
  if (value === undefined) return undefined;
  // An unencoded `+` of a time zone arrives as a blank.
  const range = parseDate(value.replace(' ', '+'));
  if (!range) throw new InvalidSearch(name, value, 'is not a date');
  return range;
}
