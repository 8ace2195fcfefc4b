import { isObject, type JsonObject } from '../json-access.ts';

/** A primitive that has an id or extensions beside its value, or instead of it. */
export class Annotated {
  readonly value: unknown;
  readonly sibling: unknown;
  constructor(value: unknown, sibling: unknown) {
    this.value = value;
    this.sibling = sibling;
  }
}

/** A FHIRPath collection. */
export type Collection = readonly unknown[];

export const EMPTY: Collection = [];
export const TRUE: Collection = [true];
export const FALSE: Collection = [false];

export const bool = (value: boolean): Collection => (value ? TRUE : FALSE);

/** An operand for which the closures do not claim to agree with fhirpath.js: the latter decides. */
export class Uncertain extends Error {}

/** One JSON name under which a step may find something. */
export interface Name {
  readonly json: string;
  readonly sibling: string | undefined;
}

/** The values of some properties of the objects of a collection. */
export function step(items: Collection, names: readonly Name[]): Collection {
  let found: unknown[] | undefined;
  for (const item of items) {
    const owner = item instanceof Annotated ? item.sibling : item;
    if (!isObject(owner)) continue;
    for (const name of names) found = collect(owner, name, found);
  }
  return found ?? EMPTY;
}

function collect(
  owner: JsonObject,
  { json, sibling }: Name,
  found: unknown[] | undefined,
): unknown[] | undefined {
  const value = owner[json];
  const beside = sibling === undefined ? undefined : owner[sibling];
  if (value === undefined && beside === undefined) return found;
  const into = found ?? [];
  if (!Array.isArray(value) && !Array.isArray(beside)) {
    if (beside !== undefined) into.push(new Annotated(value ?? undefined, beside));
    else if (value !== null) into.push(value);
    return into;
  }
  const values: Collection = Array.isArray(value) ? value : EMPTY;
  const besides: Collection = Array.isArray(beside) ? beside : EMPTY;
  for (let index = 0; index < Math.max(values.length, besides.length); index++) {
    const one = values[index] ?? undefined;
    const other = besides[index] ?? undefined;
    if (other !== undefined) into.push(new Annotated(one, other));
    else if (one !== undefined) into.push(one);
  }
  return into;
}

/** The value of a primitive; an absent one is for fhirpath.js to think about. */
export function scalar(item: unknown): unknown {
  if (!(item instanceof Annotated)) return item;
  if (item.value === undefined) throw new Uncertain('a primitive without a value');
  return item.value;
}

/** A collection as the operand of a boolean operator: undefined for the empty one. */
export function truth(items: Collection): boolean | undefined {
  if (items.length === 0) return undefined;
  const value = items.length === 1 ? scalar(items[0]) : undefined;
  if (typeof value !== 'boolean') throw new Uncertain('not a boolean');
  return value;
}

export const fromTruth = (value: boolean | undefined): Collection =>
  value === undefined ? EMPTY : bool(value);
