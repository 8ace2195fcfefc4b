import type { Definition, DefinitionSource } from '../../profiles/engine/definition.ts';
import { childrenOf, decidesMembership, type ElementNode, sliceOf, treeOf } from './element-tree.ts';
import { isJson, type Json, pathOf, type Steps } from './json.ts';

/** One value of a resource together with the element that defines it. */
export interface Site {
  readonly node: ElementNode;
  readonly steps: Steps;
  readonly path: string;
  readonly value: unknown;
  /** FHIR type of the value; undefined where the element has none (a content reference). */
  readonly type: string | undefined;
  /** The site of the element that this one stands in; absent for the root. */
  readonly owner?: Site;
  /** The node that is sliced, when `node` is one of its slices or could have been. */
  readonly sliced?: ElementNode;
  /** Whether the value could not be told to belong to a slice or not, or stands in such a value. */
  readonly unsure: boolean;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The properties that a child element may stand under in JSON, with the type each one means. */
export function propertiesOf(node: ElementNode): { property: string; type: string | undefined }[] {
  if (!node.name.endsWith('[x]')) return [{ property: node.name, type: node.element.types[0]?.code }];
  const stem = node.name.slice(0, -3);
  return node.element.types.map(({ code }) => ({ property: stem + capital(code), type: code }));
}

/** Every value of the resource that the definition speaks about, in document order, the root first. */
export function sitesOf(resource: Json, definition: Definition, source: DefinitionSource): Site[] {
  const { root } = treeOf(definition);
  const sites: Site[] = [];
  const visit = (site: Site): void => {
    sites.push(site);
    if (!isJson(site.value) || site.node.name === 'contained') return;
    for (const child of childrenOf(site.node, source, site.type)) {
      for (const { property, type } of propertiesOf(child)) {
        const held = site.value[property];
        const many = Array.isArray(held);
        (many ? held : [held]).forEach((value: unknown, index: number) => {
          if (value === undefined || value === null) return;
          const steps = [...site.steps, property, ...(many ? [index] : [])];
          const slice = child.slices.length > 0 ? sliceOf(child, value, type, source) : 'none';
          const node = typeof slice === 'string' ? child : slice;
          const members = counts.get(site) ?? new Map<ElementNode, number>();
          counts.set(site, members.set(node, (members.get(node) ?? 0) + 1));
          visit({
            node,
            steps,
            path: pathOf(definition.type, steps),
            value,
            type,
            owner: site,
            ...(child.slices.length > 0 ? { sliced: child } : {}),
            unsure: site.unsure || slice === 'unsure',
          });
        });
      }
    }
  };
  visit({
    node: root,
    steps: [],
    path: definition.type,
    value: resource,
    type: definition.type,
    unsure: false,
  });
  return sites;
}

/**
 * What a change at a path below a site does to the slices around it: `breaks` – a slice loses a member it needs, or a
 * closed slicing gets a stranger; `escapes` – the value merely falls out of an open slice, which may be fine; `none`.
 * The outermost slice that the change decides on has the last word.
 */
export function effectOnSlices(site: Site, below: readonly string[]): 'none' | 'breaks' | 'escapes' {
  let effect: 'none' | 'breaks' | 'escapes' = 'none';
  let path = below;
  for (let at: Site | undefined = site; at; at = at.owner) {
    const { sliced, node } = at;
    if (sliced && node !== sliced && decidesMembership(node, sliced, path)) {
      const needed = node.element.min >= membersOf(at) || sliced.element.slicing?.rules === 'closed';
      effect = needed ? 'breaks' : 'escapes';
    }
    path = [node.name, ...path];
  }
  return effect;
}

const counts = new WeakMap<Site, Map<ElementNode, number>>();

/** How many values beside (and with) this one belong to its slice. */
function membersOf(site: Site): number {
  return site.owner ? (counts.get(site.owner)?.get(site.node) ?? 1) : 1;
}
