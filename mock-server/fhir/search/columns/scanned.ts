import { dateComparisons, numberComparisons } from '../compare.ts';
import type { DateRange } from '../extract/date-range.ts';
import type { PositionValue } from '../extract/others.ts';
import type { QuantityValue } from '../extract/quantities.ts';
import type { DateQuery, QuantityQuery } from '../parse/ordered.ts';
import type { NearQuery } from '../parse/plain.ts';
import { type Column, createIndexes, type Mark } from './column.ts';

const presence = createIndexes((column: Column<true>, resources) => {
  const present = new Uint8Array(resources.length);
  for (const owner of column.owners) present[owner] = 1;
  return present;
});

/** Marks what has no value, or what has one. */
export function markMissing(
  [resources, values]: Parameters<typeof presence>,
  missing: boolean,
  mark: Mark,
): void {
  const present = presence(resources, values);
  for (let position = 0; position < present.length; position += 1) {
    if ((present[position] === 0) === missing) mark(position);
  }
}

/** For values that are compared one by one. */
function createScan<Value, Query>(answers: (value: Value, query: Query) => boolean) {
  const columns = createIndexes((column: Column<Value>) => column);
  return ([resources, values]: Parameters<typeof columns>, query: Query, mark: Mark): void => {
    const column = columns(resources, values);
    for (const [index, value] of column.values.entries()) {
      const owner = column.owners[index];
      if (owner !== undefined && answers(value, query)) mark(owner);
    }
  };
}

export const markDates = createScan((target: DateRange, { prefix, range }: DateQuery) =>
  dateComparisons[prefix](target, range),
);

export const markQuantities = createScan((target: QuantityValue, query: QuantityQuery) => {
  const { prefix, number, system, code } = query;
  if (system !== undefined && target.system !== system) return false;
  const isUnit = code === undefined || target.code === code || (system === undefined && target.unit === code);
  return isUnit && numberComparisons[prefix](target, number);
});

/** A canonical without version means any version (FHIR R4 references.html#canonical). */
export const markUris = createScan(
  (url: string, asked: string) => url === asked || (!asked.includes('|') && url.split('|')[0] === asked),
);

export const markNear = createScan(
  (target: PositionValue, sought: NearQuery) => distance(target, sought) <= sought.meters,
);

const earthRadius = 6_371_008.8;

/** Great-circle distance in meters (haversine), on a sphere of the mean radius of the earth. */
function distance(a: PositionValue, b: PositionValue): number {
  const half = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2;
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
  const chord =
    half(b.latitude - a.latitude) + cosine(a.latitude) * cosine(b.latitude) * half(b.longitude - a.longitude);
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(chord)));
}
