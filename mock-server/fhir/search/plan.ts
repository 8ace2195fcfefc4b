import { InvalidSearch } from '../outcomes.ts';
import type { Criterion } from './parse/criterion.ts';
import { createCriterion, isKnown } from './parse/key.ts';
import type { SearchTerm } from './parse/term.ts';

export const defaultPageSize = 50;
export const maximumPageSize = 200;

/** A search as the server understood it. */
export interface SearchPlan {
  readonly criteria: readonly Criterion[];
  /** What is really used, as the self link shows it (FHIR R4 search.html#conformance). */
  readonly processed: readonly SearchPair[];
  /** Names that mean nothing here. */
  readonly ignored: readonly string[];
  /** Matches per page; 0 asks for the total alone. */
  readonly pageSize: number;
  /** Id of the last match of the page before. */
  readonly after: string | undefined;
}

/** Name (with modifier) and value, decoded. */
export type SearchPair = readonly [name: string, value: string];

export interface SearchRules extends Omit<SearchTerm, 'key' | 'value'> {
  /** The type searched. */
  readonly type: string;
  /** `Prefer: handling=strict`: unknown parameters are errors (FHIR R4 search.html#errors). */
  readonly strict: boolean;
}

/**
 * Understands a search.
 * @param pairs the parameters in the order sent, those of the URL before those of a form
 * @throws InvalidSearch for a parameter that is known but cannot be processed
 */
export function planSearch(pairs: Iterable<SearchPair>, rules: SearchRules): SearchPlan {
  const criteria: Criterion[] = [];
  const processed: SearchPair[] = [];
  const ignored: string[] = [];
  let pageSize: number | undefined;
  for (const [key, value] of pairs) {
    if (key === '_format') continue;
    if (key === '_count') {
      if (pageSize !== undefined) throw new InvalidSearch(key, value, 'is given more than once');
      pageSize = parseCount(value);
      processed.push([key, String(pageSize)]);
      continue;
    }
    if (!isKnown(rules.type, key)) {
      if (rules.strict) throw new InvalidSearch(key, value, 'is not known here', 'not-supported');
      ignored.push(key);
      continue;
    }
    const criterion = createCriterion(rules.type, key, { ...rules, key, value });
    if (!criterion) continue;
    criteria.push(criterion);
    processed.push([key, value]);
  }
  return { criteria, processed, ignored, pageSize: pageSize ?? defaultPageSize, after: undefined };
}

function parseCount(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidSearch('_count', value, 'is not a whole number');
  return Math.min(Number(value), maximumPageSize);
}

/** The parameters as a query string without `?`. */
export function queryString(pairs: readonly SearchPair[]): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

/** `Prefer: handling=strict` or `lenient` (FHIR R4 http.html#prefer); lenient if it does not say. */
export function prefersStrict(prefer: string | undefined): boolean {
  return /(?:^|[,;])\s*handling\s*=\s*"?strict"?\s*(?:[,;]|$)/i.test(prefer ?? '');
}
