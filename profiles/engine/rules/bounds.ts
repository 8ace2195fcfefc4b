import { show } from '../run.ts';
import type { Rule } from './rule.ts';

/** `maxLength`, in characters. */
export const length: Rule = ({ element, over, place }) => {
  const limit = element.maxLength;
  if (limit === undefined || limit === over?.maxLength) return [];
  return [
    (value, _sibling, run) => {
      if (typeof value !== 'string' || [...value].length <= limit) return;
      run.report(place, {
        severity: 'error',
        code: 'value',
        kind: 'primitive-format',
        expected: `at most ${limit} characters`,
        received: `${[...value].length}`,
      });
    },
  ];
};

/** `minValue[x]` and `maxValue[x]` of numbers and of dates, which compare as text once their precision is equal. */
export const range: Rule = ({ element, over, place }) => {
  const { minValue, maxValue } = element;
  if (minValue === over?.minValue && maxValue === over?.maxValue) return [];
  return [
    (value, _sibling, run) => {
      const low = minValue !== undefined && isLess(value, minValue);
      const high = maxValue !== undefined && isLess(maxValue, value);
      if (!low && !high) return;
      run.report(place, {
        severity: 'error',
        code: 'value',
        kind: 'primitive-format',
        expected: low ? `at least ${show(minValue)}` : `at most ${show(maxValue)}`,
        received: show(value),
      });
    },
  ];
};

function isLess(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  const precision = Math.min(a.length, b.length);
  return a.slice(0, precision) < b.slice(0, precision);
}
