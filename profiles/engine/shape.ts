import { type Primitive, primitiveOf } from './primitives.ts';
import { codeExists } from './rules/binding.ts';
import { checksOf } from './rules/element.ts';
import { extensionRule } from './rules/extension.ts';
import type { Engine } from './rules/rule.ts';
import type { Check, Place } from './run.ts';
import { choiceName, isChoice, sourceOf, type TreeNode } from './tree.ts';

/** What a base definition allows in a JSON object: the first, strict pass over every value. */
export interface Shape {
  readonly place: Place;
  readonly slots: readonly Slot[];
  readonly properties: ReadonlyMap<string, Property>;
  readonly isResource: boolean;
  /** Rules of the data type or resource as a whole. */
  readonly checks: readonly Check[];
}

/** One element; a choice has one property per type. */
export interface Slot {
  readonly place: Place;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Whether JSON writes it as an array. */
  readonly repeats: boolean;
  readonly properties: readonly Property[];
}

export interface Property {
  readonly slot: Slot;
  readonly json: string;
  /** Name of the property that holds id and extensions of a primitive. */
  readonly sibling: string;
  /** The step in FHIRPath, such as `.value.ofType(Quantity)`. */
  readonly segment: string;
  readonly type: string;
  readonly primitive: Primitive | undefined;
  readonly isResource: boolean;
  readonly isExtension: boolean;
  readonly checks: readonly Check[];
  readonly shape: () => Shape | undefined;
}

/** Compiles the strict shapes of base types, each once and when first needed. */
export class Shapes {
  private readonly byHolder = new Map<TreeNode, Shape>();
  private readonly engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  ofType(type: string): Shape | undefined {
    const root = this.engine.trees.ofType(type);
    return root && this.ofHolder(root);
  }

  private ofHolder(holder: TreeNode): Shape {
    const known = this.byHolder.get(holder);
    if (known) return known;
    const { definition, element } = holder;
    const place = { profile: sourceOf(holder), element: element.id };
    const isRoot = holder.name === element.id;
    const host = { path: element.id, type: isRoot ? definition.type : (element.types[0]?.code ?? '') };
    const slots = [...holder.children.values()].map((child) => this.slot(child, host));
    const checks = isRoot
      ? [...checksOf({ element, type: host.type, over: undefined, base: holder, place, engine: this.engine })]
      : [];
    if (isRoot && definition.type === 'Coding')
      checks.push(codeExists(this.engine.source.terminology, place));
    const shape: Shape = {
      place,
      slots,
      properties: new Map(slots.flatMap((slot) => slot.properties).map((one) => [one.json, one])),
      isResource: isRoot && definition.kind === 'resource',
      checks,
    };
    this.byHolder.set(holder, shape);
    return shape;
  }

  private slot(node: TreeNode, host: { path: string; type: string }): Slot {
    const { element } = node;
    const slot = {
      place: { profile: sourceOf(node), element: element.id },
      name: isChoice(node) ? node.name.slice(0, -3) : node.name,
      min: element.min,
      max: element.max,
      repeats: element.max > 1,
      properties: [] as Property[],
    };
    const codes = isChoice(node) ? element.types.map(({ code }) => code) : [element.types[0]?.code ?? ''];
    for (const type of codes) slot.properties.push(this.property(node, slot, type, host));
    return slot;
  }

  private property(node: TreeNode, slot: Slot, type: string, host: { path: string; type: string }): Property {
    const { engine } = this;
    const json = isChoice(node) ? choiceName(node.name, type) : node.name;
    const isExtension = type === 'Extension';
    const checks = [
      ...checksOf({ element: node.element, type, over: undefined, base: node, place: slot.place, engine }),
    ];
    if (isExtension) {
      checks.push(extensionRule(host, node.name === 'modifierExtension', slot.place, engine));
    }
    let shape: Shape | undefined;
    return {
      slot,
      json,
      sibling: `_${json}`,
      segment: isChoice(node) ? `.${slot.name}.ofType(${type})` : `.${json}`,
      type,
      primitive: primitiveOf(type),
      isResource: engine.source.type(type)?.kind === 'resource',
      isExtension,
      checks,
      shape: () => {
        if (!shape) {
          const holder = engine.trees.holder(node, type);
          shape = holder && this.ofHolder(holder);
        }
        return shape;
      },
    };
  }

  /** The shape of what a primitive's `_` sibling holds: id and extensions. */
  sibling(property: Property, path: string): Shape | undefined {
    const root = this.engine.trees.ofType('Element');
    if (!root) return undefined;
    let shape = this.siblings.get(property);
    if (!shape) {
      const host = { path, type: property.type };
      const slots = [...root.children.values()].map((child) => this.slot(child, host));
      shape = {
        place: { profile: sourceOf(root), element: 'Element' },
        slots,
        properties: new Map(slots.flatMap((slot) => slot.properties).map((one) => [one.json, one])),
        isResource: false,
        checks: [],
      };
      this.siblings.set(property, shape);
    }
    return shape;
  }

  private readonly siblings = new Map<Property, Shape>();
}
