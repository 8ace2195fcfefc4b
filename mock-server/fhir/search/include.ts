import type { FhirResource } from 'fhir/r4.js';
import { markReferring } from './columns/references.ts';
import { referenceValue, referenceValues } from './extract/references.ts';
import type { SearchScope } from './select.ts';
import type { ParameterRow } from './table/row.ts';

type Resources = readonly FhirResource[];

/** One step from a resource to others, along or against a reference (FHIR R4 search.html#revinclude). */
export interface Include {
  readonly direction: 'forward' | 'reverse';
  /** The type that holds the reference. */
  readonly source: string;
  readonly row: ParameterRow;
  /** Only references to this type. */
  readonly target: string | undefined;
  /** Applied to what was included, too. */
  readonly iterate: boolean;
}

/** More than this is not put on one page. */
export const maximumIncludes = 5000;

/**
 * What goes with a page of matches, each resource once, and none that is on the page. What the caller may not see is
 * not there.
 */
export function includedWith(page: Resources, includes: readonly Include[], scope: SearchScope): Resources {
  if (includes.length === 0) return [];
  const seen = new Set<FhirResource>(page);
  const found: FhirResource[] = [];
  let frontier = page;
  let steps = includes;
  while (frontier.length > 0 && steps.length > 0 && found.length < maximumIncludes) {
    const next = frontier.flatMap((resource) => steps.flatMap((step) => follow(resource, step, scope)));
    const fresh = [...new Set(next)].filter((resource) => !seen.has(resource));
    for (const resource of fresh) seen.add(resource);
    found.push(...fresh);
    frontier = fresh;
    steps = includes.filter(({ iterate }) => iterate);
  }
  return found.slice(0, maximumIncludes);
}

function follow(resource: FhirResource, include: Include, scope: SearchScope): Resources {
  return include.direction === 'forward'
    ? referredTo(resource, include, scope)
    : referring(resource, include, scope);
}

function referredTo(resource: FhirResource, { source, row, target }: Include, scope: SearchScope): Resources {
  if (resource.resourceType !== source) return [];
  return referenceValues(row)(resource).flatMap(({ url }) => {
    const own = `${scope.baseUrl}/`;
    const local = url.startsWith(own) ? url.slice(own.length) : url;
    const { type, id } = referenceValue(local);
    if (type === undefined || id === undefined || local !== `${type}/${id}`) return [];
    if (target !== undefined && target !== type) return [];
    return scope.visible.find(type, id) ?? [];
  });
}

function referring(resource: FhirResource, { source, row, target }: Include, scope: SearchScope): Resources {
  const { resourceType, id = '' } = resource;
  if (target !== undefined && target !== resourceType) return [];
  const candidates = scope.visible.ofType(source);
  const found: FhirResource[] = [];
  const key = `${resourceType}/${id}`;
  markReferring([candidates, referenceValues(row)], key, scope.baseUrl, (position) => {
    found.push(...candidates.slice(position, position + 1));
  });
  return found;
}
