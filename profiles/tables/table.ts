import type { Constraint, Definition, ElementDefinition } from '../engine/definition.ts';
import { type Row, readRow, writeRow } from './row.ts';
import { type LookUp, Templates } from './template.ts';

/** A definition as it is kept in a file: what it says beyond its base. */
export interface Table {
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly type: string;
  readonly kind: Definition['kind'];
  readonly abstract?: true;
  readonly derivation: Definition['derivation'];
  readonly base?: string;
  /** The definition that the elements build on, where the base itself is not at hand. */
  readonly over?: string;
  readonly context?: Definition['context'];
  /** Elements of the base that the snapshot does not have. */
  readonly without?: readonly string[];
  /** Constraints by name: the key, and `key#2` … where one key stands for several expressions. */
  readonly constraints?: Readonly<Record<string, Omit<Constraint, 'key'>>>;
  /**
   * Rows in the order of the snapshot. Elements of the base between them stand as they are. A bare id is an element
   * of the base that marks a place, or a new element that is just like the one it is derived from.
   */
  readonly elements: readonly (string | Row)[];
}

const rootOf = (id: string): string => id.split('.', 1)[0] ?? id;

/** Ids of the base's elements under the root's name of the definition on top of it. */
const inherited = (base: Definition | undefined, root: string): Map<string, ElementDefinition> =>
  new Map(
    base?.elements.map((element) => [root + element.id.slice(rootOf(element.id).length), element]) ?? [],
  );

/**
 * Rebuilds the whole definition.
 *
 * @param lookUp finds the base and the data types that the table builds on
 * @throws Error when the base is not found
 */
export function fromTable(table: Table, lookUp: LookUp): Definition {
  const baseUrl = table.over ?? table.base;
  const base = baseUrl === undefined ? undefined : lookUp(baseUrl);
  if (baseUrl !== undefined && !base) throw new Error(`${table.url}: its base ${baseUrl} is not at hand`);
  const templates = new Templates(base, lookUp);
  const elements: ElementDefinition[] = [];
  const put = (element: ElementDefinition): void => {
    templates.add(element);
    elements.push(element);
  };
  const constraintOf = (name: string): Constraint => {
    const constraint = table.constraints?.[name];
    if (!constraint) throw new Error(`${table.url}: no constraint ${name}`);
    return { key: name.replace(/#\d+$/, ''), ...constraint };
  };

  const without = new Set(table.without);
  const pending = inherited(base, table.type);
  for (const row of table.elements) {
    const id = typeof row === 'string' ? row : row.id;
    if (pending.has(id)) {
      for (const [passed, element] of pending) {
        pending.delete(passed);
        if (passed === id) break;
        if (!without.has(passed)) put({ ...element, id: passed });
      }
    }
    const template = templates.of(id);
    put(typeof row === 'string' ? { ...template, id } : readRow(row, template, constraintOf));
  }
  for (const [id, element] of pending) if (!without.has(id)) put({ ...element, id });

  return {
    url: table.url,
    version: table.version,
    name: table.name,
    type: table.type,
    kind: table.kind,
    abstract: table.abstract ?? false,
    derivation: table.derivation,
    ...(table.base ? { base: table.base } : {}),
    ...(table.context ? { context: table.context } : {}),
    elements,
  };
}

/**
 * Reduces a definition to what it says beyond its base; `fromTable` gives it back exactly.
 *
 * @param over see {@link Table.over}
 * @throws Error when the table could not give the definition back
 */
export function toTable(definition: Definition, lookUp: LookUp, over?: string): Table {
  const baseUrl = over ?? definition.base;
  const base = baseUrl === undefined ? undefined : lookUp(baseUrl);
  const templates = new Templates(base, lookUp);
  const fromBase = inherited(base, definition.type);
  const present = new Set(definition.elements.map((element) => element.id));
  const without = [...fromBase.keys()].filter((id) => !present.has(id));
  const names = new ConstraintNames();
  const rows: (string | Row)[] = [];
  let previous = { id: '', listed: true };
  for (const element of definition.elements) {
    const row = writeRow(element, templates.of(element.id), (constraint) => names.of(constraint));
    templates.add(element);
    const listed = typeof row !== 'string' || !fromBase.has(element.id);
    // A run of new elements after one that is left out needs that one to mark the place.
    if (listed && !fromBase.has(element.id) && !previous.listed) rows.push(previous.id);
    if (listed) rows.push(row);
    previous = { id: element.id, listed };
  }
  const { elements: _, abstract, url, version, name, type, kind, derivation, context } = definition;
  return {
    url,
    version,
    name,
    type,
    kind,
    ...(abstract ? { abstract } : {}),
    derivation,
    ...(definition.base ? { base: definition.base } : {}),
    ...(over ? { over } : {}),
    ...(context ? { context } : {}),
    ...(without.length > 0 ? { without } : {}),
    ...(names.size > 0 ? { constraints: names.table() } : {}),
    elements: rows,
  };
}

class ConstraintNames {
  readonly #names = new Map<string, { name: string; constraint: Omit<Constraint, 'key'> }>();
  readonly #uses = new Map<string, number>();

  get size(): number {
    return this.#names.size;
  }

  of(constraint: Constraint): string {
    const text = JSON.stringify(constraint);
    const known = this.#names.get(text);
    if (known) return known.name;
    const { key, ...rest } = constraint;
    const uses = (this.#uses.get(key) ?? 0) + 1;
    this.#uses.set(key, uses);
    const name = uses === 1 ? key : `${key}#${uses}`;
    this.#names.set(text, { name, constraint: rest });
    return name;
  }

  table(): Record<string, Omit<Constraint, 'key'>> {
    return Object.fromEntries([...this.#names.values()].map(({ name, constraint }) => [name, constraint]));
  }
}
