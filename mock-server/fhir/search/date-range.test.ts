import { describe, expect, test } from 'vitest';
import { type DatePrefix, type DateRange, parseDate, parseInstant, satisfies } from './date-range.ts';

const at = (text: string) => Date.parse(text);

function range(text: string): DateRange {
  const parsed = parseDate(text);
  if (!parsed) throw new Error(`${text} is no date`);
  return parsed;
}

describe('a date stands for the whole of its precision', () => {
  test.each([
    ['2024', '2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
    ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2023-12', '2023-12-01T00:00:00.000Z', '2023-12-31T23:59:59.999Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z'],
    ['2024-05-01T10:20', '2024-05-01T10:20:00.000Z', '2024-05-01T10:20:59.999Z'],
    ['2024-05-01T10:20:30Z', '2024-05-01T10:20:30.000Z', '2024-05-01T10:20:30.999Z'],
    ['2024-05-01T10:20:30.5Z', '2024-05-01T10:20:30.500Z', '2024-05-01T10:20:30.599Z'],
    ['2024-05-01T10:20:30.123456Z', '2024-05-01T10:20:30.123Z', '2024-05-01T10:20:30.123Z'],
    ['2024-05-01T00:20:00+02:00', '2024-04-30T22:20:00.000Z', '2024-04-30T22:20:00.999Z'],
    ['2024-05-01T20:20:00-05:30', '2024-05-02T01:50:00.000Z', '2024-05-02T01:50:00.999Z'],
  ])('%s', (text, low, high) => {
    expect(parseDate(text)).toEqual({ low: at(low), high: at(high) });
  });

  test('an instant is a point', () => {
    expect(parseInstant('2024-05-01T10:20:30Z')).toEqual({
      low: at('2024-05-01T10:20:30Z'),
      high: at('2024-05-01T10:20:30Z'),
    });
  });
});

test.each([
  '',
  '24',
  '2024-13',
  '2024-00',
  '2023-02-29',
  '2024-04-31',
  '2024-1-1',
  '2024-05-01T25:00:00Z',
  '2024-05-01T10:61',
  '2024-05-01T10',
  '2024-05-01T10:20:30 02:00',
  '2024-05-01T10:20:30+15:00',
  '2024-05-01Z',
  'yesterday',
  '2024-05-01T10:20:30Z ',
])('"%s" is no date', (text) => {
  expect(parseDate(text)).toBeUndefined();
});

describe('prefixes compare ranges (FHIR R4 search.html#prefix)', () => {
  const day = range('2024-05-10');
  const openEnd: DateRange = { low: at('2024-05-01'), high: Number.POSITIVE_INFINITY };
  const openStart: DateRange = { low: Number.NEGATIVE_INFINITY, high: at('2024-05-01') };
  const may: DateRange = { low: at('2024-05-01'), high: at('2024-05-31T23:59:59.999Z') };
  const expected: readonly (readonly [string, DateRange, string, string])[] = [
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
  test.each(expected)('%s', (_what, target, sought, prefixes) => {
    const all: readonly DatePrefix[] = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb'];
    expect(all.filter((prefix) => satisfies(prefix, target, range(sought))).join(' ')).toBe(prefixes);
  });
});
