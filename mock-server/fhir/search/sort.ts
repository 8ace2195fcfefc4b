import type { FhirResource } from 'fhir/r4.js';
import { RecentMap, rememberBy } from '../remember.ts';
import { byId } from '../visible.ts';
import { dateValues } from './extract/dates.ts';
import { uriValues } from './extract/others.ts';
import { quantityValues } from './extract/quantities.ts';
import { referenceValues } from './extract/references.ts';
import { stringValues } from './extract/strings.ts';
import { tokenValues } from './extract/tokens.ts';
import type { ParameterKind, ParameterRow } from './table/row.ts';

type Resources = readonly FhirResource[];
type Key = string | number;

export interface SortKey {
  readonly name: string;
  readonly row: ParameterRow;
  readonly descending: boolean;
}

/**
 * The matches in the order asked for, and by id where that leaves them equal (FHIR R4 search.html#sort). What has no
 * value comes last. The same array for the same matches and keys.
 * @param matches by id
 */
export function sortMatches(matches: Resources, keys: readonly SortKey[]): Resources {
  if (keys.length === 0) return matches;
  const name = keys.map(({ name, descending }) => (descending ? `-${name}` : name)).join();
  return recentOrders(matches).get(name, () => {
    const columns = keys.map(
      (key) => new Map(matches.map((resource) => [resource, sortValue(key, resource)])),
    );
    return [...matches].sort((a, b) => {
      for (const [index, column] of columns.entries()) {
        const order = compare(column.get(a), column.get(b), keys[index]?.descending === true);
        if (order !== 0) return order;
      }
      return byId(a, b);
    });
  });
}

const recentOrders = rememberBy((_matches: Resources) => new RecentMap<Resources>(4));

/** Kinds that have an order; of dates that of where they begin, or end when it descends. */
const readers: Partial<
  Record<ParameterKind, (row: ParameterRow, resource: FhirResource, last: boolean) => Key[]>
> = {
  date: (row, resource, last) => dateValues(row)(resource).map(({ low, high }) => (last ? high : low)),
  number: (row, resource, last) => quantityValues(row)(resource).map(({ low, high }) => (last ? high : low)),
  quantity: (row, resource, last) =>
    quantityValues(row)(resource).map(({ low, high }) => (last ? high : low)),
  reference: (row, resource) => referenceValues(row)(resource).map(({ url }) => url),
  string: (row, resource) => stringValues(row)(resource).map(({ folded }) => folded),
  token: (row, resource) => tokenValues(row)(resource).flatMap(({ code }) => code ?? []),
  uri: (row, resource) => [...uriValues(row)(resource)],
};

export function isSortable({ kind }: ParameterRow): boolean {
  return readers[kind] !== undefined;
}

/** Of several values the one that comes first in the order asked for. */
function sortValue({ row, descending }: SortKey, resource: FhirResource): Key | undefined {
  const values = readers[row.kind]?.(row, resource, descending) ?? [];
  return values.reduce<Key | undefined>(
    (first, value) => (first === undefined || value < first !== descending ? value : first),
    undefined,
  );
}

function compare(a: Key | undefined, b: Key | undefined, descending: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b !== descending ? -1 : 1;
}
