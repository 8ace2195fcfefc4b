import type { JsonObject } from '../json-access.ts';
import type { Place, Run } from '../run.ts';
import type { Slot } from '../shape.ts';

/** Presence, number and choice of an element in the base definition. */
export function countRule(slot: Slot, owner: JsonObject, run: Run): void {
  const [only] = slot.properties;
  // The common case, an optional element that is neither a choice nor bounded, has nothing to count.
  if (slot.min === 0 && slot.properties.length === 1 && (slot.max === 1 || slot.max === Infinity)) return;
  if (slot.properties.length > 1) {
    const present = slot.properties.filter(
      ({ json, sibling, primitive }) =>
        owner[json] !== undefined || (primitive !== undefined && owner[sibling] !== undefined),
    );
    if (present.length > 1) {
      run.report(slot.place, {
        severity: 'error',
        code: 'structure',
        kind: 'choice',
        below: `.${slot.name}`,
        expected: `one type of ${slot.name}[x]`,
        received: present.map(({ json }) => json).join(' and '),
      });
    }
    if (present.length === 0 && slot.min > 0) cardinality(slot.place, slot.name, slot.min, slot.max, 0, run);
    return;
  }
  if (!only) return;
  const count = countOf(owner[only.json], only.primitive ? owner[only.sibling] : undefined);
  if (count < slot.min || (count > slot.max && slot.repeats)) {
    cardinality(slot.place, slot.name, slot.min, slot.max, count, run);
  }
}

/** How many values a property holds; a primitive that has only extensions counts. */
export function countOf(value: unknown, sibling: unknown): number {
  if (Array.isArray(value))
    return Array.isArray(sibling) ? Math.max(value.length, sibling.length) : value.length;
  if (value !== undefined && value !== null) return 1;
  if (Array.isArray(sibling)) return sibling.length;
  return sibling === undefined || sibling === null ? 0 : 1;
}

/** Records a number of values outside the bounds. */
export function cardinality(
  place: Place,
  name: string,
  min: number,
  max: number,
  count: number,
  run: Run,
): void {
  run.report(place, {
    severity: 'error',
    code: count < min ? 'required' : 'structure',
    kind: 'cardinality',
    below: `.${name}`,
    expected: count < min ? `at least ${min} ${name}` : max === 0 ? `no ${name}` : `at most ${max} ${name}`,
    received: `${count}`,
  });
}
