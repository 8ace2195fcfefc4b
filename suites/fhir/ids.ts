import type { Expectation } from '../runner/context.ts';
import { type Harvest, type Identified, matchesOf } from '../runner/harvest.ts';
import type { RawExchange } from '../runner/http.ts';

export function nameOf({ resourceType, id }: Identified): string {
  return `${resourceType}/${id}`;
}

export function idsOf(resources: readonly Identified[]): Set<string> {
  return new Set(resources.map(nameOf));
}

/** Says that two searches find the same, and names some of what differs. */
export function sameIds(what: string, expected: Harvest, received: Harvest): Expectation {
  return equalSets(what, idsOf(expected.matches), idsOf(received.matches), [
    ...evidenceOf(expected),
    ...evidenceOf(received),
  ]);
}

/** Says that two sets of `Type/id` are the same, and names some of what differs. */
export function equalSets(
  what: string,
  want: ReadonlySet<string>,
  got: ReadonlySet<string>,
  evidence: readonly RawExchange[],
): Expectation {
  return differ(what, [...want.difference(got)], [...got.difference(want)], want.size, got.size, evidence);
}

/** Says that one set of `Type/id` lies within another. */
export function subset(
  what: string,
  inner: ReadonlySet<string>,
  outer: ReadonlySet<string>,
  evidence: readonly RawExchange[],
): Expectation {
  return differ(what, [], [...inner.difference(outer)], outer.size, inner.size, evidence);
}

/** Holds what a search found against what must be found, and against what of it must not. */
export function exactly(
  what: string,
  found: Harvest,
  must: readonly Identified[],
  mustNot: readonly Identified[],
): Expectation {
  const got = idsOf(found.matches);
  const missing = [...idsOf(must)].filter((id) => !got.has(id));
  const extra = [...idsOf(mustNot)].filter((id) => got.has(id));
  return differ(what, missing, extra, must.length, found.matches.length, evidenceOf(found));
}

function differ(
  what: string,
  missing: readonly string[],
  extra: readonly string[],
  wanted: number,
  found: number,
  evidence: readonly RawExchange[],
): Expectation {
  const list = (ids: readonly string[]) => ids.slice(0, 3).join(', ') + (ids.length > 3 ? ', …' : '');
  const parts = [
    ...(missing.length > 0 ? [`${missing.length} missing (${list(missing)})`] : []),
    ...(extra.length > 0 ? [`${extra.length} that do not match (${list(extra)})`] : []),
  ];
  return {
    ok: parts.length === 0,
    what,
    expected: `${wanted} resources`,
    received: parts.length > 0 ? `${found} resources: ${parts.join('; ')}` : `${found} resources`,
    cost:
      missing.length > 0
        ? 'An app shows an incomplete record, and nobody notices.'
        : 'An app shows data under the wrong heading.',
    evidence,
  };
}

export function evidenceOf(harvest: Harvest): RawExchange[] {
  return harvest.pages.map(({ exchange }) => exchange);
}

/** The page of a harvest that shows a resource, by its `Type/id`: evidence of what is said of that resource. */
export function pagesByName({ pages }: Pick<Harvest, 'pages'>): (name: string) => readonly RawExchange[] {
  const byName = new Map(
    pages.flatMap(({ bundle, exchange }) =>
      matchesOf(bundle).map((resource) => [nameOf(resource), [exchange]] as const),
    ),
  );
  return (name) => byName.get(name) ?? [];
}

/** The `Type/id` of a reference to a resource at the base, relative or absolute, of whatever version; else as it is. */
export function referenceAt(base: string, reference = ''): string {
  const relative = reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return relative.replace(/\/_history\/[^/]*$/, '');
}
