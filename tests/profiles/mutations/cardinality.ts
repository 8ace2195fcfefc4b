import { childrenOf, type ElementNode, sliceOf } from '../element-tree.ts';
import { isJson, type Json, valueAt, withValue } from '../json.ts';
import { effectOnSlices, propertiesOf, type Site } from '../sites.ts';
import {
  type Held,
  heldBy,
  isList,
  kindsWithSlicing,
  type Mutant,
  type Mutation,
  sampleOf,
} from './mutant.ts';

/** Required elements dropped, maxima exceeded, slices taken away, repeated or given a stranger (profiling.html). */
export const cardinalityMutations: Mutation = function* (resource, sites, source) {
  for (const site of sites) {
    if (!isJson(site.value) || site.unsure) continue;
    for (const held of heldBy(site, source)) {
      yield* dropped(resource, site, held);
      yield* repeated(resource, site, held, isList(held.child, source));
      for (const slice of held.child.slices) {
        const members = Array.isArray(held.value)
          ? held.value.flatMap((value, index) =>
              sliceOf(held.child, value, held.type, source) === slice ? [index] : [],
            )
          : [];
        if (members.length > 0) yield* resliced(resource, site, held, slice, members);
      }
      yield* stranger(resource, site, held);
    }
    yield* prohibited(resource, site, childrenOf(site.node, source, site.type), (node) =>
      isList(node, source),
    );
  }
};

function* dropped(resource: Json, site: Site, { child, property }: Held): Iterable<Mutant> {
  const others = Object.keys(site.value as Json).filter((key) => key !== property && key !== `_${property}`);
  if (child.element.min < 1 || others.length === 0 || others.every((key) => key === 'resourceType')) return;
  const expects = kindsWithSlicing(site, [child.name], ['cardinality']);
  if (!expects) return;
  yield {
    mutation: 'required element dropped',
    expects,
    element: child.element.id,
    path: `${site.path}.${property}`,
    make: () => {
      const copy = withValue(resource, [...site.steps, property], undefined);
      return withValue(copy, [...site.steps, `_${property}`], undefined);
    },
  };
}

function* repeated(
  resource: Json,
  site: Site,
  { child, property, value }: Held,
  list: boolean,
): Iterable<Mutant> {
  const { max } = child.element;
  if (!Number.isFinite(max) || max < 1 || site.node.name === 'contained') return;
  if (effectOnSlices(site, [child.name]) === 'escapes') return;
  const items = Array.isArray(value) ? value : [value];
  const first: unknown = items[0];
  yield {
    mutation: list ? 'maximum exceeded' : 'list where one value stands',
    expects: list ? ['cardinality', 'slicing'] : ['cardinality', 'type', 'json'],
    ...(list ? {} : { oncePer: `${site.type} ${property}` }),
    element: child.element.id,
    path: `${site.path}.${property}`,
    make: () => {
      const extra = Array.from({ length: max + 1 - items.length }, () => structuredClone(first));
      return withValue(resource, [...site.steps, property], [...items, ...extra]);
    },
  };
}

function* resliced(
  resource: Json,
  site: Site,
  { child, property, value }: Held,
  slice: ElementNode,
  members: readonly number[],
): Iterable<Mutant> {
  const items = value as readonly unknown[];
  const steps = [...site.steps, property];
  const place = { element: slice.element.id, path: `${site.path}.${property}` };
  const others = items.filter((_, index) => !members.includes(index));
  if (slice.element.min > 0 && effectOnSlices(site, [child.name]) !== 'escapes') {
    yield {
      mutation: 'required slice removed',
      expects: ['slicing', 'cardinality'],
      ...place,
      make: () => withValue(resource, steps, others.length > 0 ? others : undefined),
    };
  }
  if (Number.isFinite(slice.element.max) && effectOnSlices(site, [child.name]) !== 'escapes') {
    const extra = Array.from(
      { length: slice.element.max + 1 - members.length },
      () => items[members[0] ?? 0],
    );
    yield {
      mutation: 'slice repeated beyond its maximum',
      expects: ['slicing', 'cardinality'],
      ...place,
      make: () => withValue(resource, steps, structuredClone([...items, ...extra])),
    };
  }
}

/** A member of no slice in a closed slicing. */
function* stranger(resource: Json, site: Site, { child, property, value }: Held): Iterable<Mutant> {
  const slicing = child.element.slicing;
  const path = slicing?.discriminators[0]?.path;
  if (slicing?.rules !== 'closed' || slicing.discriminators[0]?.type === 'type' || !Array.isArray(value))
    return;
  const model: unknown = value[0];
  if (!path || !isJson(model) || !isJson(valueAt(model, [path]))) return;
  yield {
    mutation: 'stranger in a closed slicing',
    expects: ['slicing'],
    element: child.element.id,
    path: `${site.path}.${property}[${value.length}]`,
    make: () => {
      const foreign = { coding: [{ system: 'http://example.org/codes', code: 'stranger' }] };
      return withValue(
        resource,
        [...site.steps, property],
        [...value, { ...structuredClone(model), [path]: foreign }],
      );
    },
  };
}

/** Elements that the profile takes away (max 0), put back. */
function* prohibited(
  resource: Json,
  site: Site,
  children: readonly ElementNode[],
  list: (node: ElementNode) => boolean,
): Iterable<Mutant> {
  for (const child of children) {
    if (child.element.max !== 0 || child.name === 'id') continue;
    const option = propertiesOf(child).find(({ type }) => type && sampleOf(type) !== undefined);
    if (!option?.type || (site.value as Json)[option.property] !== undefined) continue;
    if (effectOnSlices(site, [child.name]) === 'escapes') continue;
    const { property, type } = option;
    yield {
      mutation: 'prohibited element added',
      expects: ['cardinality', 'slicing', 'choice'],
      element: child.element.id,
      path: `${site.path}.${property}`,
      make: () => {
        const sample = structuredClone(sampleOf(type));
        return withValue(resource, [...site.steps, property], list(child) ? [sample] : sample);
      },
    };
  }
}
