import { InvalidSearch } from '../outcomes.ts';
import { type DatePrefix, type DateRange, datePrefixes, parseDate } from './date-range.ts';
import { fold, type Parameter, referenceValue, type SearchParameter } from './values.ts';

export interface TokenQuery {
  /** `undefined`: any; `''`: only values without a system. */
  readonly system: string | undefined;
  /** `undefined`: any code of the system. */
  readonly code: string | undefined;
}

export interface DateQuery {
  readonly prefix: DatePrefix;
  readonly range: DateRange;
}

export interface ReferenceQuery {
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** Set for an absolute URL outside this base: compared as it is. */
  readonly url: string | undefined;
}

export interface Named {
  readonly name: string;
}

/** One parameter of a search, understood. Alternatives are OR-ed, criteria AND-ed. */
export type Criterion = Named &
  (
    | { readonly test: 'missing'; readonly parameter: SearchParameter; readonly missing: boolean }
    | {
        readonly test: 'token';
        readonly parameter: Parameter<'token'>;
        readonly negated: boolean;
        readonly alternatives: readonly TokenQuery[];
      }
    | {
        readonly test: 'string';
        readonly parameter: Parameter<'string'>;
        readonly mode: StringMode;
        readonly alternatives: readonly string[];
      }
    | {
        readonly test: 'date';
        readonly parameter: Parameter<'date'>;
        readonly alternatives: readonly DateQuery[];
      }
    | {
        readonly test: 'reference';
        readonly parameter: Parameter<'reference'>;
        readonly alternatives: readonly ReferenceQuery[];
      }
    | { readonly test: 'uri'; readonly parameter: Parameter<'uri'>; readonly alternatives: readonly string[] }
  );

/** `folded` compares beginnings without case and accents. */
export type StringMode = 'folded' | 'exact' | 'contains';

const stringModes: ReadonlyMap<string | undefined, StringMode> = new Map([
  [undefined, 'folded'],
  ['exact', 'exact'],
  ['contains', 'contains'],
]);

export interface SearchTerm {
  /** Parameter name without modifier. */
  readonly name: string;
  readonly modifier: string | undefined;
  readonly value: string;
  /** Absolute URL of the base; references below it are this server's own. */
  readonly baseUrl: string;
}

/**
 * Understands one search parameter (FHIR R4 search.html#modifiers, #prefix, #escaping).
 * @returns `undefined` for an empty value, which asks for nothing
 * @throws InvalidSearch for an unknown modifier or a value that is not of the parameter's kind
 */
export function createCriterion(parameter: SearchParameter, term: SearchTerm): Criterion | undefined {
  const { name, modifier } = term;
  if (modifier === 'missing') return { name, test: 'missing', parameter, missing: parseMissing(term) };
  const values = splitUnescaped(term.value, ',').filter((value) => value !== '');
  if (values.length === 0) return undefined;
  switch (parameter.kind) {
    case 'token': {
      if (modifier !== undefined && modifier !== 'not') throw unknownModifier(term);
      const alternatives = values.map((value) => parseToken(value, term));
      return { name, test: 'token', parameter, negated: modifier === 'not', alternatives };
    }
    case 'string': {
      const mode = stringModes.get(modifier);
      if (!mode) throw unknownModifier(term);
      const texts = values.map(unescapeText);
      return {
        name,
        test: 'string',
        parameter,
        mode,
        alternatives: mode === 'exact' ? texts : texts.map(fold),
      };
    }
    case 'date':
      if (modifier !== undefined) throw unknownModifier(term);
      return {
        name,
        test: 'date',
        parameter,
        alternatives: values.map((value) => parseDateQuery(value, term)),
      };
    case 'reference':
      if (modifier !== undefined && !/^[A-Z][A-Za-z]+$/.test(modifier)) throw unknownModifier(term);
      return {
        name,
        test: 'reference',
        parameter,
        alternatives: values.map((value) => parseReference(value, term)),
      };
    case 'uri':
      if (modifier !== undefined) throw unknownModifier(term);
      return { name, test: 'uri', parameter, alternatives: values.map(unescapeText) };
  }
}

function parseMissing(term: SearchTerm): boolean {
  if (term.value !== 'true' && term.value !== 'false') {
    throw invalid(term, 'needs "true" or "false" with the modifier ":missing"');
  }
  return term.value === 'true';
}

function parseToken(value: string, term: SearchTerm): TokenQuery {
  const parts = splitUnescaped(value, '|').map(unescapeText);
  const [first = '', second] = parts;
  if (parts.length > 2) throw invalid(term, 'has more than one "|"; write "\\|" where it is part of a code');
  if (second === undefined) return { system: undefined, code: first };
  if (first === '' && second === '') throw invalid(term, 'names neither a system nor a code');
  return { system: first, code: second === '' ? undefined : second };
}

function parseDateQuery(value: string, term: SearchTerm): DateQuery {
  const letters = /^[A-Za-z]*/.exec(value)?.[0] ?? '';
  const prefix = letters === '' ? 'eq' : datePrefixes.find((known) => known === letters);
  if (!prefix) {
    throw invalid(term, `has the prefix "${letters}", which is none of ${datePrefixes.join(', ')}`);
  }
  const range = parseDate(value.slice(letters.length));
  if (!range)
    throw invalid(term, 'is not a date; expected is YYYY, YYYY-MM, YYYY-MM-DD or a full date and time');
  return { prefix, range };
}

function parseReference(escaped: string, term: SearchTerm): ReferenceQuery {
  const text = unescapeText(escaped);
  const local = text.startsWith(`${term.baseUrl}/`) ? text.slice(term.baseUrl.length + 1) : text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(local)) return { type: undefined, id: undefined, url: local };
  if (!local.includes('/')) return { type: term.modifier, id: local, url: undefined };
  const { type, id } = referenceValue(local);
  if (type === undefined || id === undefined) throw invalid(term, 'is not a reference such as "Type/id"');
  if (term.modifier !== undefined && term.modifier !== type) {
    throw invalid(term, `names the type ${type} although the modifier says ${term.modifier}`);
  }
  return { type, id, url: undefined };
}

function unknownModifier(term: SearchTerm): InvalidSearch {
  return invalid(term, `has the modifier ":${term.modifier}", which this parameter does not have`);
}

function invalid({ name, modifier, value }: SearchTerm, reason: string): InvalidSearch {
  return new InvalidSearch(modifier === undefined ? name : `${name}:${modifier}`, value, reason);
}

/** Splits at a separator that no `\` stands in front of. The parts are still escaped. */
function splitUnescaped(text: string, separator: ',' | '|'): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** `\,`, `\|`, `\$` and `\\` stand for the character itself (FHIR R4 search.html#escaping). */
function unescapeText(text: string): string {
  return text.replaceAll(/\\([,|$\\])/g, '$1');
}
