import type { SearchParameterFacts } from '../../../profiles/guides.ts';
import type { Identified } from '../../runner/harvest.ts';
import { type Term, tokensOf } from './match.ts';
import { textsOf } from './texts.ts';
import { valuesOf } from './values.ts';

/** How many resources carry a value, and whether it is ever their first. */
interface Seen {
  readonly term: Term;
  readonly in: Set<string>;
  first: boolean;
}

/** Enough matches for a search to lose one, few enough to be cheap. */
export const FEW = 20;

/**
 * Values to search by, out of the resources' own. At most two: one that some resources do not have, found about as
 * often as {@link FEW}, and one that is never the first of its resource, which a server that looks at first values only
 * does not find.
 */
export function termsFor(resources: readonly Identified[], parameter: SearchParameterFacts): Term[] {
  if (parameter.type === 'date') return dateTerms(resources, parameter);
  const seen = new Map<string, Seen>();
  for (const resource of resources) {
    let first = true;
    for (const term of valuesOf(resource, parameter).flatMap((value) => termsOf(parameter, value))) {
      const key = JSON.stringify(term);
      const entry = seen.get(key) ?? { term, in: new Set<string>(), first: false };
      entry.in.add(resource.id);
      entry.first ||= first;
      seen.set(key, entry);
      first = false;
    }
  }
  const ranked = [...seen.values()].sort((a, b) => Math.abs(a.in.size - FEW) - Math.abs(b.in.size - FEW));
  const telling = ranked.find((entry) => entry.in.size < resources.length) ?? ranked[0];
  const later = ranked.find((entry) => !entry.first && entry !== telling);
  return [telling, later].flatMap((entry) => (entry ? [entry.term] : []));
}

function termsOf({ type }: SearchParameterFacts, value: unknown): Term[] {
  switch (type) {
    case 'token':
      return tokensOf(value).map(({ system, code }) => ({
        kind: 'token',
        ...(system !== undefined && { system }),
        code,
      }));
    case 'string':
      // Letters of any script; the beginning in lower case, as people type it.
      return textsOf(value)
        .filter(({ text, sure }) => sure && text.length > 1)
        .map(({ text }) => ({ kind: 'string', text: text.slice(0, 8).trim().toLowerCase() }));
    case 'reference': {
      const reference = (value as { reference?: unknown } | null)?.reference;
      return typeof reference === 'string' && /^[A-Z]\w+\/[A-Za-z0-9.-]+$/.test(reference)
        ? [{ kind: 'reference', reference }]
        : [];
    }
    case 'uri':
      return typeof value === 'string' ? [{ kind: 'uri', uri: value }] : [];
    default:
      return [];
  }
}

/** Days asked for from both sides, and as a whole: within the longest Period, where there is one. */
function dateTerms(resources: readonly Identified[], parameter: SearchParameterFacts): Term[] {
  const values = resources.flatMap((resource) => valuesOf(resource, parameter));
  const days = values.flatMap((value) => dayOf(value) ?? []).sort();
  const longest = values
    .flatMap((value) => lengthOf(value) ?? [])
    .sort((a, b) => b.days - a.days)
    .at(0);
  const within = longest && longest.days > 1 ? longest.second : undefined;
  const middle = days[Math.floor(days.length / 2)];
  const isMany = days.length > 3 * FEW;
  // Of many, the ends are asked for: what is in the middle is seen by a Period alone.
  const since = within ?? (isMany ? days[days.length - FEW] : middle);
  const before = isMany ? days[FEW] : (within ?? middle);
  return [['ge', since] as const, ['lt', before] as const, ['eq', within ?? middle] as const].flatMap(
    ([prefix, date]) => (date === undefined ? [] : [{ kind: 'date', prefix, date }]),
  );
}

/** Days from start to end of a Period, and the day after its start. */
function lengthOf(value: unknown): { readonly days: number; readonly second: string } | undefined {
  const { start, end } = (typeof value === 'object' ? (value ?? {}) : {}) as Record<string, unknown>;
  if (typeof start !== 'string' || typeof end !== 'string') return undefined;
  const from = Date.parse(start.slice(0, 10));
  const days = (Date.parse(end.slice(0, 10)) - from) / 86_400_000;
  return Number.isNaN(days)
    ? undefined
    : { days, second: new Date(from + 86_400_000).toISOString().slice(0, 10) };
}

function dayOf(value: unknown): string | undefined {
  const text =
    typeof value === 'string'
      ? value
      : ((value as { start?: unknown; end?: unknown } | null)?.start ?? undefined);
  return typeof text === 'string' && /^\d{4}-\d{2}-\d{2}/.test(text) ? text.slice(0, 10) : undefined;
}

/** Values of one resource to search it by; dates by the day they begin, and later. */
export function termsOfResource(resource: Identified, parameter: SearchParameterFacts): Term[] {
  const values = valuesOf(resource, parameter);
  if (parameter.type !== 'date') return values.flatMap((value) => termsOf(parameter, value));
  return values.flatMap((value) => {
    const day = dayOf(value);
    return day === undefined ? [] : [{ kind: 'date', prefix: 'ge', date: day }];
  });
}

/** A well-formed value that no resource has. */
export function impossibleTerm({ type, targets }: SearchParameterFacts): Term {
  switch (type) {
    case 'date':
      return { kind: 'date', prefix: 'lt', date: '1800-01-01' };
    case 'reference':
      return { kind: 'reference', reference: `${targets?.[0] ?? 'Basic'}/assay-no-such-id` };
    case 'string':
      return { kind: 'string', text: 'zzz-assay-nobody' };
    case 'uri':
      return { kind: 'uri', uri: 'urn:assay:no-such-uri' };
    default:
      return { kind: 'token', code: 'assay-no-such-code' };
  }
}
