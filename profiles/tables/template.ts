import type { Definition, ElementDefinition } from '../engine/definition.ts';

/** Definitions by canonical URL: the ones that a table builds on. */
export type LookUp = (canonical: string) => Definition | undefined;

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';
const BARE: ElementDefinition = {
  id: '',
  min: 0,
  max: 1,
  types: [],
  constraints: [],
  mustSupport: false,
  isModifier: false,
};

/** Elements of a definition by what follows the root's name; kept, since many tables ask for the same few types. */
const byTail = new WeakMap<Definition, Map<string, ElementDefinition>>();

function childOf(definition: Definition, tail: string): ElementDefinition | undefined {
  let elements = byTail.get(definition);
  if (!elements) {
    elements = new Map(definition.elements.map((element) => [tailOf(element.id), element]));
    byTail.set(definition, elements);
  }
  return elements.get(tail);
}

const tailOf = (id: string): string => {
  const dot = id.indexOf('.');
  return dot < 0 ? '' : id.slice(dot);
};

/**
 * Finds, for each element of a definition, the element that it is derived from: what a row of a table leaves out is
 * what this says. The writer and the reader of tables ask in the same order, so that they agree.
 */
export class Templates {
  readonly #base: Definition | undefined;
  readonly #lookUp: LookUp;
  readonly #built = new Map<string, ElementDefinition>();
  readonly #bare: ElementDefinition;

  /** @param base the definition derived from; absent only for `Element` and `Resource` */
  constructor(base: Definition | undefined, lookUp: LookUp) {
    this.#base = base;
    this.#lookUp = lookUp;
    // Every element but a root has what Element has: ele-1.
    const element = base && lookUp(`${STRUCTURES}Element`);
    this.#bare = { ...BARE, constraints: element?.elements[0]?.constraints ?? [] };
  }

  /** Makes a finished element known to those that follow it in the snapshot. */
  add(element: ElementDefinition): void {
    this.#built.set(element.id, element);
  }

  of(id: string): ElementDefinition {
    const inherited = this.#base && childOf(this.#base, tailOf(id));
    return inherited ?? this.#unsliced(id) ?? this.#expanded(id) ?? this.#bare;
  }

  /** A slice starts as the element sliced, an element within a slice as the same one outside. */
  #unsliced(id: string): ElementDefinition | undefined {
    const last = id.lastIndexOf('.');
    for (let colon = id.lastIndexOf(':'); colon > 0; colon = id.lastIndexOf(':', colon - 1)) {
      const end = id.indexOf('.', colon);
      const outside = id.slice(0, colon) + (end < 0 ? '' : id.slice(end));
      const found = this.#built.get(outside);
      if (!found) continue;
      if (colon < last) return found;
      const { slicing: _, ...element } = found;
      return { ...element, min: 0 };
    }
    return undefined;
  }

  /** A child that the parent's type, the profile on it, or the element it refers to has. */
  #expanded(id: string): ElementDefinition | undefined {
    const dot = id.lastIndexOf('.');
    const parent = this.#built.get(id.slice(0, dot));
    if (dot < 0 || !parent) return undefined;
    const tail = id.slice(dot);
    if (parent.contentReference) return this.#built.get(parent.contentReference + tail);
    const [type, ...others] = parent.types;
    if (!type || others.length > 0) return undefined;
    for (const canonical of [...type.profiles, STRUCTURES + type.code]) {
      const definition = this.#lookUp(canonical);
      const child = definition && childOf(definition, tail);
      if (child) return child;
    }
    return undefined;
  }
}
