import { InvalidSearch } from '../../outcomes.ts';
import { type Prefix, prefixes } from '../compare.ts';

/** One parameter as sent, and what is needed to understand it. */
export interface SearchTerm {
  /** Name with modifier, chain and all, for messages. */
  readonly key: string;
  readonly value: string;
  /** Absolute URL of the base, without a trailing slash; references below it are this server's own. */
  readonly baseUrl: string;
  /** The moment that `ap` measures from, in milliseconds since the epoch. */
  readonly asOf: number;
  /** The types that the base serves. */
  readonly types: ReadonlySet<string>;
}

export function invalid({ key, value }: SearchTerm, reason: string): InvalidSearch {
  return new InvalidSearch(key, value, reason);
}

export function unknownModifier(term: SearchTerm, modifier: string): InvalidSearch {
  return invalid(term, `has the modifier ":${modifier}", which this parameter does not have`);
}

/** Splits at a separator that no `\` stands in front of. The parts are still escaped. */
export function splitUnescaped(text: string, separator: ',' | '|'): string[] {
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
export function unescapeText(text: string): string {
  return text.replaceAll(/\\([,|$\\])/g, '$1');
}

/** Takes the prefix off an ordered value. */
export function splitPrefix(value: string, term: SearchTerm): { prefix: Prefix; rest: string } {
  const letters = /^[A-Za-z]*/.exec(value)?.[0] ?? '';
  const prefix = letters === '' ? 'eq' : prefixes.find((known) => known === letters);
  if (!prefix) {
    throw invalid(term, `has the prefix "${letters}", which is none of ${prefixes.join(', ')}`);
  }
  return { prefix, rest: value.slice(letters.length) };
}
