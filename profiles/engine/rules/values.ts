import { isObject } from '../json-access.ts';

/** Whether two JSON values are equal, whatever the order of properties: `fixed[x]` (R4 elementdefinition.html). */
export function equals(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((item, index) => equals(value[index], item))
    );
  }
  if (!isObject(expected)) return value === expected;
  if (!isObject(value)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => Object.hasOwn(value, key) && equals(value[key], expected[key]))
  );
}

/** Whether a value holds everything a pattern holds; each array item of the pattern needs one that matches it. */
export function matches(value: unknown, pattern: unknown): boolean {
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) && pattern.every((wanted) => value.some((item: unknown) => matches(item, wanted)))
    );
  }
  if (!isObject(pattern)) return value === pattern;
  if (!isObject(value)) return false;
  for (const key in pattern) {
    if (!Object.hasOwn(value, key) || !matches(value[key], pattern[key])) return false;
  }
  return true;
}
