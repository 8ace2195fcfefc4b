import { expect, test } from 'vitest';
import { matchesDate, type Prefix } from './dates.ts';

test.each<[string, Prefix, string, 'in' | 'out' | 'unclear']>([
  ['2024-03-10', 'eq', '2024-03-10', 'unclear'],
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
