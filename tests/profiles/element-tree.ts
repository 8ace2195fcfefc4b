import type { Definition, DefinitionSource, ElementDefinition } from '../../profiles/engine/definition.ts';
import { holds, isJson } from './json.ts';

/**
 * A definition as a tree, read for the mutations only. It shares nothing with the compiler of the engine, so that a
 * constraint that the compiler drops is still mutated here and shows as undetected.
 */
export interface ElementNode {
  readonly element: ElementDefinition;
  readonly definition: Definition;
  /** The property name, `value[x]` for a choice. */
  readonly name: string;
  readonly sliceName?: string;
  readonly children: ElementNode[];
  readonly slices: ElementNode[];
}

const trees = new WeakMap<Definition, { root: ElementNode; byId: Map<string, ElementNode> }>();

/** The tree of a definition, by its element ids. */
export function treeOf(definition: Definition): { root: ElementNode; byId: Map<string, ElementNode> } {
  const known = trees.get(definition);
  if (known) return known;
  const byId = new Map<string, ElementNode>();
  let root: ElementNode | undefined;
  for (const element of definition.elements) {
    const dot = element.id.lastIndexOf('.');
    const [name = '', sliceName] = element.id.slice(dot + 1).split(':');
    const node: ElementNode = {
      element,
      definition,
      name,
      ...(sliceName === undefined ? {} : { sliceName }),
      children: [],
      slices: [],
    };
    byId.set(element.id, node);
    root ??= node;
    const parent = dot < 0 ? undefined : byId.get(element.id.slice(0, dot));
    if (sliceName !== undefined)
      byId.get(element.id.slice(0, element.id.lastIndexOf(':')))?.slices.push(node);
    else parent?.children.push(node);
  }
  if (!root) throw new Error(`${definition.url} has no elements`);
  const tree = { root, byId };
  trees.set(definition, tree);
  return tree;
}

/**
 * The elements below a node: its own, those it refers to, or those of its type.
 *
 * @param type the type that the value has, where the element is a choice
 */
export function childrenOf(
  node: ElementNode,
  source: DefinitionSource,
  type: string | undefined,
): readonly ElementNode[] {
  if (node.children.length > 0) return node.children;
  const { contentReference, types } = node.element;
  if (contentReference) {
    const { byId } = treeOf(node.definition);
    return byId.get(contentReference)?.children ?? [];
  }
  const entry = types.find(({ code }) => code === type) ?? types[0];
  if (!entry) return [];
  const profiled = entry.profiles.length === 1 ? source.definition(entry.profiles[0] ?? '') : undefined;
  const definition = profiled ?? source.type(entry.code);
  if (!definition || definition.kind === 'primitive-type') return [];
  return treeOf(definition).root.children;
}

/** The value that an element at a discriminator's path must have; undefined when the path settles nothing simple. */
interface Wanted {
  readonly path: readonly string[];
  readonly pattern: unknown;
}

/** What makes a value a member of the slice, or undefined when that is not said by fixed values, patterns or types. */
function membership(
  slice: ElementNode,
  sliced: ElementNode,
  source: DefinitionSource,
): { wanted: Wanted[]; type?: string } | undefined {
  const wanted: Wanted[] = [];
  let type: string | undefined;
  for (const discriminator of sliced.element.slicing?.discriminators ?? []) {
    if (discriminator.type === 'type' && discriminator.path === '$this') {
      if (slice.element.types.length !== 1) return undefined;
      type = slice.element.types[0]?.code;
      continue;
    }
    if (discriminator.type !== 'value' && discriminator.type !== 'pattern') return undefined;
    if (!/^(\$this|[A-Za-z]+(\.[A-Za-z]+)*)$/.test(discriminator.path)) return undefined;
    const path = discriminator.path === '$this' ? [] : discriminator.path.split('.');
    const found = requirementsAt(slice, path, source);
    if (found.length === 0) return undefined;
    wanted.push(...found.map((item) => ({ path: [...path, ...item.path], pattern: item.pattern })));
  }
  return wanted.length === 0 && type === undefined ? undefined : { wanted, ...(type ? { type } : {}) };
}

/** Fixed values and patterns at the path below a node, or directly below its end. */
function requirementsAt(node: ElementNode, path: readonly string[], source: DefinitionSource): Wanted[] {
  const own = node.element.fixed ?? node.element.pattern;
  const [name, ...rest] = path;
  if (name === undefined) {
    if (own !== undefined) return [{ path: [], pattern: own }];
    return node.children.flatMap((child) =>
      child.element.min > 0 && child.name !== 'extension'
        ? requirementsAt(child, [], source).map((item) => ({
            path: [child.name, ...item.path],
            pattern: item.pattern,
          }))
        : [],
    );
  }
  const inherited = own === undefined ? undefined : partOf(own, path);
  if (inherited !== undefined) return [{ path: [], pattern: inherited }];
  const child = childrenOf(node, source, undefined).find((item) => item.name === name);
  return child ? requirementsAt(child, rest, source) : [];
}

function partOf(pattern: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return pattern;
  if (Array.isArray(pattern)) return pattern.length === 1 ? partOf(pattern[0], path) : undefined;
  return isJson(pattern) ? partOf(pattern[name], rest) : undefined;
}

/** All values at a path, through arrays. */
function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return value === undefined ? [] : [value];
  return isJson(value) ? valuesAt(value[name], rest) : [];
}

/**
 * The slice that a value belongs to.
 *
 * @returns a slice, `none` when it belongs to no slice, `unsure` when that cannot be told by simple means
 */
export function sliceOf(
  sliced: ElementNode,
  value: unknown,
  type: string | undefined,
  source: DefinitionSource,
): ElementNode | 'none' | 'unsure' {
  let unsure = false;
  for (const slice of sliced.slices) {
    if (slice.sliceName?.includes('/')) continue;
    const member = membership(slice, sliced, source);
    if (!member) unsure = true;
    else if (
      (member.type === undefined || member.type === type) &&
      member.wanted.every(({ path, pattern }) => valuesAt(value, path).some((item) => holds(item, pattern)))
    )
      return slice;
  }
  return unsure ? 'unsure' : 'none';
}

/** Whether a change at that path below a member of the slice can move the member out of it. */
export function decidesMembership(
  slice: ElementNode,
  sliced: ElementNode,
  below: readonly string[],
): boolean {
  return (sliced.element.slicing?.discriminators ?? []).some(({ type, path }) => {
    if (type === 'type') return false;
    if (path !== '$this') return overlaps(path.split('.'), below);
    const own = slice.element.fixed ?? slice.element.pattern;
    if (own !== undefined) return below.length === 0 || partOf(own, below) !== undefined;
    return true;
  });
}

function overlaps(path: readonly string[], below: readonly string[]): boolean {
  const shared = Math.min(path.length, below.length);
  return path.slice(0, shared).every((name, index) => name === below[index]);
}
