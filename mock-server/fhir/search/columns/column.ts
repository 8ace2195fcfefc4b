import type { FhirResource } from 'fhir/r4.js';
import { rememberBy } from '../../remember.ts';
import type { Extractor } from '../extract/extractor.ts';

/** The values of one parameter in a list of resources, each with the position of its resource. */
export interface Column<Value> {
  readonly values: readonly Value[];
  /** Position of the resource that `values` of the same index belongs to. */
  readonly owners: readonly number[];
}

type Resources = readonly FhirResource[];

/** Marks the positions that answer a query. */
export type Mark = (position: number) => void;

/**
 * Makes indexes over a list of resources: built when first asked for, kept as long as the list.
 * @param build makes the index of one parameter
 */
export function createIndexes<Value, Index>(
  build: (column: Column<Value>, resources: Resources) => Index,
): (resources: Resources, values: Extractor<Value>) => Index {
  const byResources = rememberBy((resources: Resources) =>
    rememberBy((values: Extractor<Value>) => build(createColumn(resources, values), resources)),
  );
  return (resources, values) => byResources(resources)(values);
}

function createColumn<Value>(resources: Resources, extract: Extractor<Value>): Column<Value> {
  const values: Value[] = [];
  const owners: number[] = [];
  for (const [position, resource] of resources.entries()) {
    for (const value of extract(resource)) {
      values.push(value);
      owners.push(position);
    }
  }
  return { values, owners };
}

/** Positions by key, a key at most once for the same resource. */
export class Postings<Key> {
  readonly #positions = new Map<Key, number[]>();

  add(key: Key, position: number): void {
    const known = this.#positions.get(key);
    if (!known) this.#positions.set(key, [position]);
    else if (known.at(-1) !== position) known.push(position);
  }

  get(key: Key): readonly number[] {
    return this.#positions.get(key) ?? [];
  }

  keys(): IterableIterator<Key> {
    return this.#positions.keys();
  }
}
