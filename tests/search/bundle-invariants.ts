import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import type { World } from './world.ts';

/** What is wrong with a search result as a Bundle, whatever was searched (FHIR R4 bundle.html, search.html). */
export function bundleProblems(bundle: Bundle<FhirResource>, url: string, world: World): string[] {
  const { type, total, link = [], entry = [] } = bundle;
  const relations = link.map(({ relation }) => relation);
  const urls = entry.flatMap(({ fullUrl }) => fullUrl ?? []);
  const matches = entry.filter(({ search }) => search?.mode === 'match');
  const asked = new URL(url, world.baseUrl).searchParams;
  const count = asked.get('_count');
  const self = new URL(link.find(({ relation }) => relation === 'self')?.url ?? world.baseUrl);
  return [
    ...(type === 'searchset' ? [] : [`type ${type}`]),
    ...(relations.filter((one) => one === 'self').length === 1 ? [] : ['not one self link']),
    ...(new Set(relations).size === relations.length ? [] : ['a link twice']),
    ...(bundle.entry?.length === 0 ? ['an empty entry'] : []),
    ...(total === undefined || total >= matches.length ? [] : ['more matches than the total']),
    ...(count === null || matches.length <= Number(count) ? [] : ['more matches than _count']),
    ...(new Set(urls).size === urls.length ? [] : ['a fullUrl twice']),
    ...(relations.includes('next') && matches.length === 0 ? ['a next link without matches'] : []),
    ...[...self.searchParams.keys()]
      .filter((name) => name === 'shoe-size')
      .map((name) => `${name} in the self link`),
    ...entry.flatMap((one) => entryProblems(one, world)),
  ];
}

function entryProblems(
  { fullUrl, resource, search, request, response }: BundleEntry<FhirResource>,
  world: World,
): string[] {
  const { mode } = search ?? {};
  if (mode === 'outcome') {
    const issues = resource?.resourceType === 'OperationOutcome' ? resource.issue : [];
    const isMild = issues.every(({ severity }) => severity === 'warning' || severity === 'information');
    return issues.length > 0 && isMild ? [] : ['an outcome entry that is no warning'];
  }
  const { resourceType, id } = resource ?? {};
  return [
    ...(mode === 'match' || mode === 'include' ? [] : [`mode ${mode}`]),
    ...(fullUrl === `${world.baseUrl}/${resourceType}/${id}` ? [] : [`fullUrl ${fullUrl}`]),
    ...(request || response ? ['request or response in a searchset'] : []),
    ...(world.find(`${resourceType}/${id}`) ? [] : [`${resourceType}/${id}, which the caller may not see`]),
  ];
}
