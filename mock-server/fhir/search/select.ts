import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import type { ResourceIndex } from '../visible.ts';
import type { Mark } from './columns/column.ts';
import { withMarks } from './columns/marks.ts';
import { keysOf, markReferences, markReferring, positionsByKey, referencesAt } from './columns/references.ts';
import { markDates, markMissing, markNear, markQuantities, markUris } from './columns/scanned.ts';
import { markStrings } from './columns/strings.ts';
import { markTokens, markTyped } from './columns/tokens.ts';
import type { ChainLink, Criterion } from './parse/criterion.ts';

type Resources = readonly FhirResource[];

/** Where chains lead: what the caller may see, and how references to it are written. */
export interface SearchScope {
  readonly visible: ResourceIndex;
  /** Absolute URL of the base, without a trailing slash. */
  readonly baseUrl: string;
}

/**
 * The candidates that meet all criteria, in their order. The same array comes back for the same candidates and
 * criteria, so that whatever is made of it can be kept by identity.
 */
export function selectMatches(
  candidates: Resources,
  criteria: readonly Criterion[],
  scope: SearchScope,
): Resources {
  if (criteria.length === 0) return candidates;
  const chainsLast = criteria.toSorted((a, b) => Number(isChain(a)) - Number(isChain(b)));
  return matchesAt(candidates)(selectPositions(candidates, chainsLast, scope));
}

const matchesAt = rememberBy((candidates: Resources) =>
  rememberBy((positions: Positions) => {
    const matches: FhirResource[] = [];
    for (const position of positions) {
      const match = candidates[position];
      if (match) matches.push(match);
    }
    return matches;
  }),
);

/** Ascending. */
type Positions = Uint32Array;

/** Where the candidates stand that meet all criteria. */
function selectPositions(
  candidates: Resources,
  criteria: readonly Criterion[],
  scope: SearchScope,
): Positions {
  // Parameters are functions of the type searched, so names and queries say it all, but for where chains lead.
  const ends = criteria.flatMap((criterion) => endsOf(criterion, scope));
  const key = JSON.stringify(ends.length === 0 ? [criteria] : [criteria, scope.baseUrl, ends]);
  return recentPositions(candidates).get(key, () => {
    const [first, ...rest] = criteria;
    if (!first) return new Uint32Array();
    return rest.reduce(
      // What a chain finds takes long, and is asked for again with other criteria beside it.
      (before, criterion) =>
        isChain(criterion)
          ? inBoth(before, selectPositions(candidates, [criterion], scope))
          : meeting(candidates, criterion, scope, before),
      meeting(candidates, first, scope),
    );
  });
}

function isChain({ test }: Criterion): boolean {
  return test === 'chain' || test === 'has';
}

function inBoth(some: Positions, others: Positions): Positions {
  let at = 0;
  return some.filter((position) => {
    while ((others[at] ?? position) < position) at += 1;
    return others[at] === position;
  });
}

const recentPositions = rememberBy((_candidates: Resources) => new RecentMap<Positions>(256));

/** The positions that meet a criterion, of those before if there are any. */
function meeting(
  candidates: Resources,
  criterion: Criterion,
  scope: SearchScope,
  before?: Positions,
): Positions {
  const sought = criterion.test === 'token' && criterion.negated ? 0 : 1;
  return withMarks(candidates.length, (marks) => {
    const marked: number[] = [];
    markMatches(candidates, criterion, scope, (position) => {
      if (marks[position] === 0) marked.push(position);
      marks[position] = 1;
    });
    if (before) return before.filter((position) => marks[position] === sought);
    if (sought === 1 && marked.length * FEW < candidates.length) return Uint32Array.from(marked).sort();
    const count = sought === 1 ? marked.length : candidates.length - marked.length;
    const positions = new Uint32Array(count);
    for (let at = 0, next = 0; next < count; at += 1) {
      if (marks[at] === sought) {
        positions[next] = at;
        next += 1;
      }
    }
    return positions;
  });
}

/** Up to one in so many, sorting the marked positions takes less than passing by all of them. */
const FEW = 32;

function markMatches(candidates: Resources, criterion: Criterion, scope: SearchScope, mark: Mark): void {
  switch (criterion.test) {
    case 'missing':
      markMissing([candidates, criterion.values], criterion.missing, mark);
      break;
    case 'token':
      each(criterion, (query) => markTokens([candidates, criterion.values], query, mark));
      break;
    case 'typed':
      each(criterion, (query) => markTyped([candidates, criterion.values], query, mark));
      break;
    case 'string':
      each(criterion, (text) => markStrings([candidates, criterion.values], text, criterion.mode, mark));
      break;
    case 'date':
      each(criterion, (query) => markDates([candidates, criterion.values], query, mark));
      break;
    case 'quantity':
      each(criterion, (query) => markQuantities([candidates, criterion.values], query, mark));
      break;
    case 'reference':
      each(criterion, ({ keys }) => markReferences([candidates, criterion.values], keys, mark));
      break;
    case 'uri':
      each(criterion, (url) => markUris([candidates, criterion.values], url, mark));
      break;
    case 'near':
      each(criterion, (query) => markNear([candidates, criterion.values], query, mark));
      break;
    case 'chain':
      markChained(candidates, criterion, scope, mark);
      break;
    case 'has':
      markReferredTo(candidates, criterion, scope, mark);
      break;
  }
}

function each<Query>(
  { alternatives }: { readonly alternatives: readonly Query[] },
  markAll: (query: Query) => void,
): void {
  for (const query of alternatives) markAll(query);
}

/** Those that refer to a resource which meets the criterion of a link (FHIR R4 search.html#chaining). */
function markChained(
  candidates: Resources,
  { values, links }: Extract<Criterion, { test: 'chain' }>,
  scope: SearchScope,
  mark: Mark,
): void {
  for (const link of links) {
    const { resources, positions } = endOf(link, scope);
    const keys = keysOf(resources);
    for (const position of positions) {
      markReferring([candidates, values], keys[position] ?? '', scope.baseUrl, mark);
    }
  }
}

/** Those that a resource refers to which meets the criterion (FHIR R4 search.html#has). */
function markReferredTo(
  candidates: Resources,
  { values, ...link }: Extract<Criterion, { test: 'has' }>,
  scope: SearchScope,
  mark: Mark,
): void {
  const byKey = positionsByKey(candidates);
  const { resources, positions } = endOf(link, scope);
  for (const position of positions) {
    for (const key of referencesAt([resources, values], position, scope.baseUrl)) {
      const referred = byKey.get(key);
      if (referred !== undefined) mark(referred);
    }
  }
}

/** What meets the criterion at the other end. What the caller may not see is not there. */
function endOf({ type, criterion }: ChainLink, scope: SearchScope) {
  const resources = scope.visible.ofType(type);
  return { resources, positions: selectPositions(resources, [criterion], scope) };
}

/** Tells apart the same chain over different data. */
function endsOf(criterion: Criterion, scope: SearchScope): number[] {
  const links = criterion.test === 'chain' ? criterion.links : criterion.test === 'has' ? [criterion] : [];
  return links.map((link) => serialOf(endOf(link, scope).positions));
}

let serials = 0;

const serialOf = rememberBy((_positions: Positions) => {
  serials += 1;
  return serials;
});
