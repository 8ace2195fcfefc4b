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

/**
 * Values to search by, out of the resources' own. At most two: the most frequent that some resources do not have, and
 * one that is never the first of its resource, which a server that looks at first values only does not find.
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
  const ranked = [...seen.values()].sort((a, b) => b.in.size - a.in.size);
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
        .filter((text) => text.length > 1)
        .map((text) => ({ kind: 'string', text: text.slice(0, 8).trim().toLowerCase() }));
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

/** The day in the middle, asked for from both sides, and an end of the first Period that has one. */
function dateTerms(resources: readonly Identified[], parameter: SearchParameterFacts): Term[] {
  const days = resources
    .flatMap((resource) => valuesOf(resource, parameter))
    .flatMap((value) => dayOf(value) ?? [])
    .sort();
  const middle = days[Math.floor(days.length / 2)];
  if (middle === undefined) return [];
  return (['ge', 'lt', 'eq'] as const).map((prefix) => ({ kind: 'date', prefix, date: middle }));
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
