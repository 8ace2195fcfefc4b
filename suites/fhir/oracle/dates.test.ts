import { expect, test } from 'vitest';
import { matchesDate, type Prefix } from './dates.ts';

test.each<[string, Prefix, string, 'in' | 'out' | 'unclear']>([
  ['2024-03-10', 'eq', '2024-03-10', 'in'],
  ['2024-03-10', 'gt', '2024-03-10T10:00:00Z', 'unclear'],
  ['2024-03-10T12:00:00Z', 'eq', '2024-03-10', 'unclear'],
  ['2024-03-10T12:00:00Z', 'eq', '2024-03', 'in'],
  ['2024-03-10T12:00:00Z', 'eq', '2024-03-12', 'out'],
  ['2024-03-20T12:00:00Z', 'gt', '2024-03-10', 'in'],
  ['2024-03-01T12:00:00Z', 'gt', '2024-03-10', 'out'],
  ['2024-03-11T06:00:00Z', 'gt', '2024-03-10', 'unclear'],
  ['2024-03-01', 'lt', '2024-03-10', 'in'],
  ['2024-03-20', 'lt', '2024-03-10', 'out'],
  ['2024', 'lt', '2024-06-15', 'in'],
  ['2024', 'gt', '2024-06-15', 'in'],
  ['2024-03-20T12:00:00+02:00', 'ge', '2024-03-10', 'in'],
  ['2024-03-01', 'le', '2024-03-10', 'in'],
  ['2024-03-20', 'le', '2024-03-10', 'out'],
  ['2024-03-11', 'sa', '2024-03-10', 'in'],
  ['2024-03-10', 'sa', '2024-03-10', 'out'],
  ['2024-03-09', 'eb', '2024-03-10', 'in'],
  ['2024', 'eb', '2024-03-10', 'out'],
  ['not a date', 'eq', '2024-03-10', 'unclear'],
])('a resource of %s is for %s%s: %s', (value, prefix, day, expected) => {
  expect(matchesDate(value, prefix, day)).toBe(expected);
});

test.each<[Prefix, 'in' | 'out']>([
  ['eq', 'in'],
  ['ge', 'in'],
  ['le', 'in'],
  ['gt', 'out'],
  ['lt', 'out'],
])('an instant is on its own boundary for %s: %s', (prefix, expected) => {
  expect(matchesDate('2024-03-10T09:15:00-08:00', prefix, '2024-03-10T17:15:00Z')).toBe(expected);
});

const march = { start: '2024-03-01', end: '2024-03-31' };
test.each<[string, object, Prefix, string, 'in' | 'out' | 'unclear']>([
  ['within a longer search', march, 'eq', '2024', 'in'],
  ['reaching beyond the search', march, 'eq', '2024-03-10', 'out'],
  ['overlapping, after', march, 'ge', '2024-03-10', 'in'],
  ['overlapping, before', march, 'le', '2024-03-10', 'in'],
  ['overlapping, but not after it', march, 'sa', '2024-03-10', 'out'],
  ['without an end', { start: '2024-03-01' }, 'gt', '2030', 'in'],
  ['without a start', { end: '2024-03-01' }, 'lt', '1990', 'in'],
  ['with neither', {}, 'ge', '2024', 'unclear'],
  ['with ends that cannot be read', { start: 'spring' }, 'ge', '2024', 'unclear'],
])('a Period %s', (_, period, prefix, searched, expected) => {
  expect(matchesDate(period, prefix, searched)).toBe(expected);
});
