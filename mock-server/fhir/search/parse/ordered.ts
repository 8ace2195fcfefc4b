import type { Prefix, SoughtNumber } from '../compare.ts';
import { type DateRange, parseDate } from '../extract/date-range.ts';
import { invalid, type SearchTerm, splitPrefix, splitUnescaped, unescapeText } from './term.ts';

export interface DateQuery {
  readonly prefix: Prefix;
  readonly range: DateRange;
}

export interface QuantityQuery {
  readonly prefix: Prefix;
  readonly number: SoughtNumber;
  /** `undefined`: any; `''`: only values without a system. */
  readonly system: string | undefined;
  /** Code or unit; `undefined`: any. */
  readonly code: string | undefined;
}

/** How far "approximately" reaches: a tenth of the value, or of the time between it and now. */
const approximately = 0.1;

export function parseDateQuery(value: string, term: SearchTerm): DateQuery {
  const { prefix, rest } = splitPrefix(value, term);
  const range = parseDate(rest);
  if (!range) {
    throw invalid(term, 'is not a date; expected is YYYY, YYYY-MM, YYYY-MM-DD or a full date and time');
  }
  return { prefix, range: prefix === 'ap' ? widened(range, term.asOf) : range };
}

function widened({ low, high }: DateRange, now: number): DateRange {
  const gap = now < low ? low - now : now > high ? now - high : 0;
  const margin = Math.round(gap * approximately);
  return { low: low - margin, high: high + margin };
}

/** `[prefix][number]|[system]|[code]`, system and code optional (FHIR R4 search.html#quantity). */
export function parseQuantity(value: string, term: SearchTerm): QuantityQuery {
  const [first = '', system, code, ...rest] = splitUnescaped(value, '|').map(unescapeText);
  if (rest.length > 0) throw invalid(term, 'has more than a number, a system and a code');
  if (system !== undefined && code === undefined) {
    throw invalid(term, 'has a system without a code; expected is number|system|code');
  }
  const query = parseNumber(first, term);
  if (!code) return { ...query, system: undefined, code: undefined };
  // Without a system any will do, and the text of the unit as well as its code (`5.4||mg`).
  return { ...query, system: system === '' ? undefined : system, code };
}

export function parseNumber(value: string, term: SearchTerm): QuantityQuery {
  const { prefix, rest } = splitPrefix(value, term);
  const parts = /^([+-]?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,2}))?$/.exec(rest);
  if (!parts) throw invalid(term, 'is not a number');
  const number = Number(rest);
  const margin = prefix === 'ap' ? Math.abs(number) * approximately : precision(parts[2], parts[3]);
  return {
    prefix,
    number: { value: number, low: round(number - margin), high: round(number + margin) },
    system: undefined,
    code: undefined,
  };
}

/** Half of the last digit; `1e2` stands for [95, 105) (FHIR R4 search.html#number). */
function precision(decimals = '', exponent = '0'): number {
  const power = Number(exponent);
  return 0.5 * 10 ** (power - decimals.length - (power === 0 ? 0 : 1));
}

/** Takes off what binary fractions add. */
function round(value: number): number {
  return Number(value.toPrecision(15));
}
