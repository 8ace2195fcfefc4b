import type { Definition, DefinitionSource, ElementDefinition } from './definition.ts';
import { isPrimitive } from './primitives.ts';

/** An element of a snapshot with what the ids say about its place: children below it, slices beside it. */
export interface TreeNode {
  readonly definition: Definition;
  readonly element: ElementDefinition;
  /** `identifier`, `value[x]`; the type name for the root. */
  readonly name: string;
  readonly sliceName?: string;
  readonly children: Map<string, TreeNode>;
  readonly slices: TreeNode[];
}

export const sourceOf = ({ definition }: TreeNode): string =>
  definition.version ? `${definition.url}|${definition.version}` : definition.url;

export const isChoice = (node: TreeNode): boolean => node.name.endsWith('[x]');

/** `value[x]` and `Quantity` give `valueQuantity`. */
export const choiceName = (name: string, type: string): string =>
  `${name.slice(0, -3)}${type.charAt(0).toUpperCase()}${type.slice(1)}`;

/** Arranges a snapshot as a tree, in the order of the snapshot. */
function arrange(definition: Definition): TreeNode | undefined {
  const nodes = new Map<string, TreeNode>();
  let root: TreeNode | undefined;
  for (const element of definition.elements) {
    const dot = element.id.lastIndexOf('.');
    const tail = element.id.slice(dot + 1);
    const [name = tail, sliceName] = tail.split(':', 2);
    const node: TreeNode = {
      definition,
      element,
      name,
      ...(sliceName === undefined ? {} : { sliceName }),
      children: new Map(),
      slices: [],
    };
    nodes.set(element.id, node);
    root ??= node;
    if (dot < 0) continue;
    const parentId = element.id.slice(0, dot);
    if (sliceName === undefined) {
      nodes.get(parentId)?.children.set(name, node);
      continue;
    }
    // A reslice `a/b` refines the slice `a` (R4 profiling.html#reslicing).
    const outer = sliceName.lastIndexOf('/');
    const sliced = outer < 0 ? name : `${name}:${sliceName.slice(0, outer)}`;
    (nodes.get(`${parentId}.${sliced}`) ?? nodes.get(`${parentId}.${name}`))?.slices.push(node);
  }
  return root;
}

/** The trees of a source, arranged when first needed. */
export class Trees {
  private readonly byDefinition = new Map<Definition, TreeNode | undefined>();
  private readonly byType = new Map<string, TreeNode>();
  readonly source: DefinitionSource;

  constructor(source: DefinitionSource) {
    this.source = source;
  }

  ofDefinition(definition: Definition): TreeNode | undefined {
    if (!this.byDefinition.has(definition)) this.byDefinition.set(definition, arrange(definition));
    return this.byDefinition.get(definition);
  }

  ofProfile(canonical: string): TreeNode | undefined {
    const definition = this.source.definition(canonical);
    return definition && this.ofDefinition(definition);
  }

  /** The base tree of a resource or data type; none for primitives, which have no children in JSON. */
  ofType(type: string): TreeNode | undefined {
    if (isPrimitive(type)) return undefined;
    const known = this.byType.get(type);
    if (known) return known;
    const definition = this.source.type(type);
    const node = definition && this.ofDefinition(definition);
    if (node) this.byType.set(type, node);
    return node;
  }

  /**
   * The node that holds the children of a node seen as a type: itself, the target of its contentReference, or the
   * root of the type.
   */
  holder(node: TreeNode, type: string): TreeNode | undefined {
    if (node.children.size > 0) return node;
    return this.referenced(node) ?? this.ofType(type);
  }

  /** The element that a contentReference points to; slices in it are read as the element they slice. */
  referenced({ element, definition }: TreeNode): TreeNode | undefined {
    if (!element.contentReference) return undefined;
    const root = element.contentReferenceSource
      ? this.ofProfile(element.contentReferenceSource)
      : this.ofDefinition(definition);
    let node = root;
    for (const part of element.contentReference.split('.').slice(1)) {
      node = node?.children.get(part.replace(/:.*$/, ''));
    }
    return node;
  }

  child(node: TreeNode | undefined, name: string, type: string): TreeNode | undefined {
    return node && this.holder(node, type)?.children.get(name);
  }
}
