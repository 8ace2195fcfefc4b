import { InvalidSearch } from '../outcomes.ts';
import type { Criterion } from './parse/criterion.ts';
import { createCriterion, headOf, isKnown } from './parse/key.ts';
import type { SearchTerm } from './parse/term.ts';
import { plainShape, type ResultShape, readResultParameter, resultParameters } from './result-parameters.ts';

/** A search as the server understood it. */
export interface SearchPlan extends ResultShape {
  readonly criteria: readonly Criterion[];
  /** What is really used, as the self link shows it (FHIR R4 search.html#conformance). */
  readonly processed: readonly SearchPair[];
  /** Names that mean nothing here. */
  readonly ignored: readonly string[];
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

/** Each parameter is a pass over the data, so there is an end to them. */
const mostParameters = 100;

export const emptyPlan: SearchPlan = {
  ...plainShape,
  criteria: [],
  processed: [],
  ignored: [],
  after: undefined,
};

/**
 * Understands a search.
 * @param pairs the parameters in the order sent, those of the URL before those of a form
 * @throws InvalidSearch for a parameter that is known but cannot be processed
 */
export function planSearch(pairs: Iterable<SearchPair>, rules: SearchRules): SearchPlan {
  const criteria: Criterion[] = [];
  const processed: SearchPair[] = [];
  const ignored: string[] = [];
  const seen = new Set<string>();
  let shape = plainShape;
  for (const [key, value] of pairs) {
    if (isUniversal(key, value)) continue;
    if (processed.length === mostParameters) {
      throw new InvalidSearch(key, value, `is one of more than ${mostParameters} parameters`, 'too-costly');
    }
    const term = { ...rules, key, value };
    const name = headOf(key);
    const parameter = resultParameters.get(name);
    if (parameter) {
      if (!parameter.repeats && seen.has(name))
        throw new InvalidSearch(key, value, 'is given more than once');
      seen.add(name);
      const modifier = key === name ? undefined : key.slice(name.length + 1);
      shape = readResultParameter(parameter, { ...term, modifier }, shape);
      processed.push([key, parameter.used?.(shape) ?? value]);
      continue;
    }
    if (!isKnown(rules.type, key)) {
      if (rules.strict) throw new InvalidSearch(key, value, 'is not known here', 'not-supported');
      ignored.push(key);
      continue;
    }
    const criterion = createCriterion(rules.type, key, term);
    if (!criterion) continue;
    criteria.push(criterion);
    processed.push([key, value]);
  }
  refuseContradictions(seen, shape);
  const pageSize = shape.countOnly ? 0 : shape.pageSize;
  return { ...shape, pageSize, criteria, processed, ignored, after: undefined };
}

function refuseContradictions(seen: ReadonlySet<string>, { subset, includes }: ResultShape): void {
  if (seen.has('_summary') && seen.has('_elements')) {
    throw new InvalidSearch('_elements', '', 'cannot be given together with "_summary"');
  }
  if (subset?.part === 'text' && includes.length > 0) {
    // FHIR R4 search.html#summary
    throw new InvalidSearch('_summary', 'text', 'cannot be given together with "_include" or "_revinclude"');
  }
}

/** Parameters of every interaction, which say nothing about the search (FHIR R4 http.html#parameters). */
function isUniversal(key: string, value: string): boolean {
  if (key === '_pretty' && value !== 'true' && value !== 'false') {
    throw new InvalidSearch(key, value, 'is neither "true" nor "false"');
  }
  return key === '_format' || key === '_pretty';
}

/** The parameters as a query string without `?`. */
export function queryString(pairs: readonly SearchPair[]): string {
  return pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

/** `Prefer: handling=strict` or `lenient` (FHIR R4 http.html#prefer); lenient if it does not say. */
export function prefersStrict(prefer: string | undefined): boolean {
  return /(?:^|[,;])\s*handling\s*=\s*"?strict"?\s*(?:[,;]|$)/i.test(prefer ?? '');
}
