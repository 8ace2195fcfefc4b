import { describe, expect, test } from 'vitest';
import { dateComparisons, prefixes } from './compare.ts';
import { type DateRange, parseDate } from './extract/date-range.ts';

const at = (text: string) => Date.parse(text);

function range(text: string): DateRange {
  const parsed = parseDate(text);
  if (!parsed) throw new Error(`${text} is no date`);
  return parsed;
}

describe('prefixes compare ranges (FHIR R4 search.html#prefix)', () => {
  const day = range('2024-05-10');
  const openEnd: DateRange = { low: at('2024-05-01'), high: Number.POSITIVE_INFINITY };
  const openStart: DateRange = { low: Number.NEGATIVE_INFINITY, high: at('2024-05-01') };
  const may: DateRange = { low: at('2024-05-01'), high: at('2024-05-31T23:59:59.999Z') };
  const table: readonly (readonly [string, DateRange, string, string])[] = [
    ['a day against itself', day, '2024-05-10', 'eq ge le'],
    ['a day against its month', day, '2024-05', 'eq ge le'],
    ['a day against its noon minute', day, '2024-05-10T12:00', 'ne gt lt ge le'],
    ['a day against the day before', day, '2024-05-09', 'ne gt ge sa'],
    ['a day against the day after', day, '2024-05-11', 'ne lt le eb'],
    ['a month-long period against a day within', may, '2024-05-10', 'ne gt lt ge le'],
    ['a month-long period against its month', may, '2024-05', 'eq ge le'],
    ['a period that goes on against a later day', openEnd, '2024-06-01', 'ne gt lt ge le'],
    ['a period that goes on against an earlier day', openEnd, '2024-04-01', 'ne gt ge sa'],
    ['a period without a start against a later day', openStart, '2024-06-01', 'ne lt le eb'],
    ['an instant at the first moment of a day', range('2024-05-10T00:00:00.000Z'), '2024-05-10', 'eq ge le'],
    ['an instant just after a day', range('2024-05-11T00:00:00.000Z'), '2024-05-10', 'ne gt ge sa'],
  ];
  test.each(table)('%s', (_what, target, sought, expected) => {
    const met = prefixes.filter((prefix) => dateComparisons[prefix](target, range(sought)));
    expect(met.filter((prefix) => prefix !== 'ap').join(' ')).toBe(expected);
  });
});
