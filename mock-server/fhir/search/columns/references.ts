import type { FhirResource } from 'fhir/r4.js';
import { rememberBy } from '../../remember.ts';
import type { ReferenceValue } from '../extract/references.ts';
import { type Column, createIndexes, type Mark, Postings } from './column.ts';

interface ReferenceIndex {
  /** Positions by reference as written. */
  readonly byUrl: Postings<string>;
  /** References of the resource at a position. */
  urlsOf(position: number): readonly string[];
  /** Whether any reference is written with a base in front. */
  readonly hasAbsolute: boolean;
}

/** Answers a search by reference, and what refers to a resource. */
const referenceIndexes = createIndexes(({ values, owners }: Column<ReferenceValue>): ReferenceIndex => {
  const byUrl = new Postings<string>();
  const byPosition = new Map<number, string[]>();
  for (const [index, { url }] of values.entries()) {
    const owner = owners[index] ?? 0;
    byUrl.add(url, owner);
    const urls = byPosition.get(owner);
    if (urls) urls.push(url);
    else byPosition.set(owner, [url]);
  }
  return {
    byUrl,
    urlsOf: (position) => byPosition.get(position) ?? [],
    hasAbsolute: values.some(({ url, type, id }) => url !== `${type}/${id}`),
  };
});

type At = Parameters<typeof referenceIndexes>;

/** Marks what has one of the references. */
export function markReferences([resources, values]: At, urls: readonly string[], mark: Mark): void {
  const { byUrl } = referenceIndexes(resources, values);
  for (const url of urls) for (const position of byUrl.get(url)) mark(position);
}

/**
 * Marks what refers to a resource of this server.
 * @param key such as `Patient/p`
 */
export function markReferring([resources, values]: At, key: string, baseUrl: string, mark: Mark): void {
  const { byUrl, hasAbsolute } = referenceIndexes(resources, values);
  for (const position of byUrl.get(key)) mark(position);
  if (hasAbsolute) for (const position of byUrl.get(`${baseUrl}/${key}`)) mark(position);
}

/** The references of the resource at a position, those to this server relative. */
export function referencesAt([resources, values]: At, position: number, baseUrl: string): readonly string[] {
  const { urlsOf, hasAbsolute } = referenceIndexes(resources, values);
  const urls = urlsOf(position);
  if (!hasAbsolute) return urls;
  return urls.map((url) => (url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length + 1) : url));
}

/** `Type/id` of each resource. */
export const keysOf = rememberBy((resources: readonly FhirResource[]) =>
  resources.map(({ resourceType, id }) => `${resourceType}/${id}`),
);

/** Positions by `Type/id`. */
export const positionsByKey = rememberBy(
  (resources: readonly FhirResource[]) => new Map(keysOf(resources).map((key, position) => [key, position])),
);
