import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import { isNode, type Node } from './extract/walk.ts';
import { mandatoryElements, summaryElements } from './table/elements.ts';

/** Which part of a resource is asked for (FHIR R4 search.html#summary, #elements). */
export type Subset =
  | { readonly part: 'summary' | 'text' | 'data' }
  | { readonly part: 'elements'; readonly names: readonly string[] };

const always = ['resourceType', 'id', 'meta', 'implicitRules', 'modifierExtension'];

const subsetted = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue',
  code: 'SUBSETTED',
};

/** The part of the resource that is asked for, tagged as such; the same object for the same resource and part. */
export function subsetOf(resource: FhirResource, subset: Subset): FhirResource {
  return recentSubsets(resource).get(JSON.stringify(subset), () => {
    const { meta } = resource;
    const tagged: FhirResource = { ...resource, meta: { ...meta, tag: [...(meta?.tag ?? []), subsetted] } };
    const paths = pathsOf(tagged.resourceType, subset);
    for (const name of namesToDrop(tagged, paths)) Reflect.deleteProperty(tagged, name);
    return Object.assign(tagged, reduceParts({ ...tagged }, paths));
  });
}

const recentSubsets = rememberBy((_resource: FhirResource) => new RecentMap<FhirResource>(4));

/** The paths to keep; `undefined` when only the text goes. */
function pathsOf(type: string, subset: Subset): readonly string[] | undefined {
  const mandatory = mandatoryElements[type]?.split(' ') ?? [];
  switch (subset.part) {
    case 'data':
      return undefined;
    case 'text':
      return [...always, ...mandatory, 'text'];
    case 'elements':
      return [...always, ...mandatory, ...subset.names];
    case 'summary':
      return [...always, ...(summaryElements[type]?.split(' ') ?? [])];
  }
}

function namesToDrop(node: object, paths: readonly string[] | undefined): string[] {
  const names = Object.keys(node);
  if (!paths) return names.filter((name) => name === 'text');
  const kept = paths.map((path) => path.split('.')[0] ?? '');
  return names.filter((name) => !kept.some((one) => isElement(name, one)));
}

/** Elements of which only some parts are kept, without the others. */
function reduceParts(node: Node, paths: readonly string[] | undefined): Node {
  const reduced: Record<string, unknown> = {};
  for (const name of Object.keys(node)) {
    const parts = paths?.flatMap((path) => {
      const [first = '', ...rest] = path.split('.');
      return rest.length > 0 && isElement(name, first) ? [rest.join('.')] : [];
    });
    if (parts && parts.length > 0) reduced[name] = reduceValue(node[name], parts);
  }
  return reduced;
}

function reduceValue(value: unknown, parts: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => reduceValue(one, parts));
  if (!isNode(value)) return value;
  const dropped = new Set(namesToDrop(value, parts));
  const kept = Object.fromEntries(Object.entries(value).filter(([name]) => !dropped.has(name)));
  return { ...kept, ...reduceParts(kept, parts) };
}

/** Elements whose JSON name ends in the type of their value. */
const choices = new Set(
  (
    'abatement deceased detail due effective medication multipleBirth occurred occurrence onset performed ' +
    'reported serviced start timing value'
  ).split(' '),
);

/** Whether the JSON name is that of the element, such as `deceasedBoolean` of `deceased` or `deceased[x]`. */
function isElement(name: string, element: string): boolean {
  const base = element.replace('[x]', '');
  const bare = name.startsWith('_') ? name.slice(1) : name;
  if (bare === base) return true;
  return choices.has(base) && bare.startsWith(base) && /^[A-Z]/.test(bare.slice(base.length));
}
