import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import type { ResourceIndex } from '../visible.ts';
import type { Mark } from './columns/column.ts';
import { markReferences } from './columns/references.ts';
import { markDates, markMissing, markNear, markQuantities, markUris } from './columns/scanned.ts';
import { markStrings } from './columns/strings.ts';
import { markTokens, markTyped } from './columns/tokens.ts';
import type { ChainLink, Criterion } from './parse/criterion.ts';
import { localKeys } from './parse/plain.ts';

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
  // Parameters are functions of the type searched, so names and queries say it all, but for where chains lead.
  const key = JSON.stringify([criteria, criteria.flatMap((criterion) => endsOf(criterion, scope))]);
  return recentMatches(candidates).get(key, () => {
    const marks = criteria.map((criterion) => marksOf(candidates, criterion, scope));
    return candidates.filter((_resource, position) => marks.every((one) => one[position] === 1));
  });
}

const recentMatches = rememberBy((_candidates: Resources) => new RecentMap<Resources>(64));

/** 1 for each candidate that meets the criterion, 0 for the others. */
function marksOf(candidates: Resources, criterion: Criterion, scope: SearchScope): Uint8Array {
  const marks = new Uint8Array(candidates.length);
  markMatches(candidates, criterion, scope, (position) => {
    marks[position] = 1;
  });
  return criterion.test === 'token' && criterion.negated ? marks.map((mark) => 1 - mark) : marks;
}

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
      markReferring(candidates, criterion, scope, mark);
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
function markReferring(
  candidates: Resources,
  { values, links }: Extract<Criterion, { test: 'chain' }>,
  scope: SearchScope,
  mark: Mark,
): void {
  for (const link of links) {
    for (const { id = '' } of endOf(link, scope)) {
      markReferences([candidates, values], localKeys(link.type, id, scope), mark);
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
  const referred = new Set(endOf(link, scope).flatMap((resource) => values(resource).map(({ url }) => url)));
  for (const [position, { resourceType, id = '' }] of candidates.entries()) {
    if (localKeys(resourceType, id, scope).some((key) => referred.has(key))) mark(position);
  }
}

/** What meets the criterion at the other end. What the caller may not see is not there. */
function endOf({ type, criterion }: ChainLink, scope: SearchScope): Resources {
  return selectMatches(scope.visible.ofType(type), [criterion], scope);
}

/** Tells apart the same chain over different data. */
function endsOf(criterion: Criterion, scope: SearchScope): number[] {
  const links = criterion.test === 'chain' ? criterion.links : criterion.test === 'has' ? [criterion] : [];
  return links.map((link) => serialOf(endOf(link, scope)));
}

let serials = 0;

const serialOf = rememberBy((_resources: Resources) => {
  serials += 1;
  return serials;
});
