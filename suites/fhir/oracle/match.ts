import type { SearchParameterFacts } from '../../../profiles/guides.ts';
import type { Identified } from '../../runner/harvest.ts';
import { matchesDate, type Prefix } from './dates.ts';
import { textsOf } from './texts.ts';
import { valuesOf } from './values.ts';

/** Whether a search must find a resource, must not, or may: where the specification or the data leaves it open. */
export type Answer = 'in' | 'out' | 'unclear';

/** One value that a search asks for. */
export type Term =
  | { readonly kind: 'token'; readonly system?: string; readonly code: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'date'; readonly prefix: Prefix; readonly date: string }
  | { readonly kind: 'reference'; readonly reference: string }
  | { readonly kind: 'uri'; readonly uri: string };

/** A value as it stands in a query: its own `,`, `|`, `$` and `\` escaped (FHIR R4 search.html#escaping), encoded. */
export function write(term: Term): string {
  const escapeText = (text: string) => text.replaceAll(/[\\,|$]/g, '\\$&');
  switch (term.kind) {
    case 'token':
      return encodeURIComponent(
        term.system === undefined
          ? escapeText(term.code)
          : `${escapeText(term.system)}|${escapeText(term.code)}`,
      );
    case 'string':
      return encodeURIComponent(escapeText(term.text));
    case 'date':
      return encodeURIComponent((term.prefix === 'eq' ? '' : term.prefix) + term.date);
    case 'reference':
      return encodeURIComponent(term.reference);
    case 'uri':
      return encodeURIComponent(escapeText(term.uri));
  }
}

/** What a search by one parameter must do with a resource: the answer of the value that fits best. */
export function answer(resource: Identified, parameter: SearchParameterFacts, term: Term): Answer {
  return best(valuesOf(resource, parameter).map((value) => matches(value, term)));
}

/** AND of several parameters. */
export function every(answers: readonly Answer[]): Answer {
  if (answers.includes('out')) return 'out';
  return answers.includes('unclear') ? 'unclear' : 'in';
}

function best(answers: readonly Answer[]): Answer {
  if (answers.includes('in')) return 'in';
  return answers.includes('unclear') ? 'unclear' : 'out';
}

function matches(value: unknown, term: Term): Answer {
  switch (term.kind) {
    case 'token':
      return best(tokensOf(value).map((token) => matchesToken(token, term)));
    case 'string':
      return best(
        textsOf(value).map(({ text, sure }) => {
          const found = matchesText(text, term.text);
          return found === 'in' && !sure ? 'unclear' : found;
        }),
      );
    case 'date':
      return matchesDate(value, term.prefix, term.date);
    case 'reference':
      return matchesReference(value, term.reference);
    case 'uri':
      return value === term.uri ? 'in' : sameBeforeVersion(value, term.uri) ? 'unclear' : 'out';
  }
}

export interface Token {
  readonly system?: string;
  readonly code: string;
  /** An element of type `code` has a system by its binding, which the value does not show. */
  readonly bare?: true;
}

/** The tokens of a coding, a concept, an identifier, a contact point, a code or a boolean. */
export function tokensOf(value: unknown): Token[] {
  if (typeof value === 'string' || typeof value === 'boolean') return [{ code: String(value), bare: true }];
  if (typeof value !== 'object' || value === null) return [];
  const { coding, code, value: identifier, system } = value as Record<string, unknown>;
  if (Array.isArray(coding)) return coding.flatMap(tokensOf);
  const text = typeof code === 'string' ? code : identifier;
  return typeof text === 'string' ? [{ code: text, ...(typeof system === 'string' && { system }) }] : [];
}

/** Whether case counts is a matter of the code system (FHIR R4 search.html#token): then either is right. */
function matchesToken(token: Token, { system, code }: Extract<Term, { kind: 'token' }>): Answer {
  const same = token.code === code;
  if (!same && token.code.toLowerCase() !== code.toLowerCase()) return 'out';
  if (system !== undefined && token.bare) return 'unclear';
  if (system !== undefined && system !== (token.system ?? '')) return 'out';
  return same ? 'in' : 'unclear';
}

export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Begins so: found. A word within it begins so: servers that index by word find it, and are not told off for it. */
function matchesText(text: string, sought: string): Answer {
  const [have, want] = [fold(text), fold(sought)];
  if (have.startsWith(want)) return 'in';
  const words = have.split(/[^\p{L}\p{N}]+/u);
  return words.some((word) => word.startsWith(want)) ? 'unclear' : 'out';
}

function matchesReference(value: unknown, sought: string): Answer {
  const reference = (value as { reference?: unknown } | null)?.reference ?? value;
  if (typeof reference !== 'string') return 'unclear';
  const bare = reference.replace(/\/_history\/[^/]*$/, '');
  if (bare === sought) return 'in';
  return bare.endsWith(`/${sought}`) ? 'unclear' : 'out';
}

function sameBeforeVersion(value: unknown, uri: string): boolean {
  return typeof value === 'string' && value.split('|')[0] === uri.split('|')[0];
}
