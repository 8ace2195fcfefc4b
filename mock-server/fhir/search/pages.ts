import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import type { BundleEntry } from './bundle.ts';
import { type Subset, subsetOf } from './subset.ts';

type Resources = readonly FhirResource[];

/** Positions of resources in an order, by id. */
const positions = rememberBy(
  (ordered: Resources) => new Map(ordered.map(({ id = '' }, position) => [id, position])),
);

const recentPages = rememberBy((_ordered: Resources) => new RecentMap<Resources>(8));

/**
 * The matches that follow one, as many as go on a page: the same array for the same matches.
 * @param after id of the last match of the page before; `undefined` for the first page
 * @returns `undefined` when there is no such match
 */
export function pageAfter(
  ordered: Resources,
  after: string | undefined,
  size: number,
): Resources | undefined {
  const position = after === undefined ? -1 : positions(ordered).get(after);
  if (position === undefined) return undefined;
  return recentPages(ordered).get(`${size} ${position}`, () =>
    ordered.slice(position + 1, position + 1 + size),
  );
}

export interface EntryShape {
  /** Absolute URL of the base. */
  readonly url: string;
  readonly subset: Subset | undefined;
}

/**
 * The entries of a page, each with its absolute URL, which ends in its id (FHIR R4 bundle.html#bundle-unique). The
 * same array for the same page, includes and shape.
 */
export function entriesOf(
  page: Resources,
  included: Resources,
  { url, subset }: EntryShape,
): readonly BundleEntry[] {
  const key = JSON.stringify([url, subset, included.map(serialOf)]);
  return recentEntries(page).get(key, () => [
    ...page.map((resource) => createEntry(resource, 'match', { url, subset })),
    // `_elements` names elements of the type searched.
    ...included.map((resource) =>
      createEntry(resource, 'include', { url, subset: subset?.part === 'elements' ? undefined : subset }),
    ),
  ]);
}

const recentEntries = rememberBy((_page: Resources) => new RecentMap<readonly BundleEntry[]>(4));

function createEntry(
  resource: FhirResource,
  mode: BundleEntry['mode'],
  { url, subset }: EntryShape,
): BundleEntry {
  const fullUrl = `${url}/${resource.resourceType}/${resource.id}`;
  return { fullUrl, resource: subset ? subsetOf(resource, subset) : resource, mode };
}

let serials = 0;

const serialOf = rememberBy((_resource: FhirResource) => {
  serials += 1;
  return serials;
});
