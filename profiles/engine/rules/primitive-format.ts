import type { Primitive } from '../primitives.ts';
import { type Run, show } from '../run.ts';
import type { Property } from '../shape.ts';

/** R4 datatypes.html#string: strings shall not exceed 1 MB. Where no other length is given, no text may. */
const MAX_STRING = 1024 * 1024;

/**
 * JSON type and lexical form of a primitive value, dates that do not exist included (R4 datatypes.html#primitive).
 *
 * @returns whether the value is good enough for the other rules to look at
 */
export function validatePrimitive(
  property: Property,
  primitive: Primitive,
  value: unknown,
  run: Run,
): boolean {
  if (typeof value !== primitive.json) {
    run.report(property.slot.place, {
      severity: 'error',
      code: 'structure',
      kind: 'type',
      expected: `${property.type} as a JSON ${primitive.json}`,
      received: show(value),
    });
    return false;
  }
  if (value === '') {
    run.report(property.slot.place, {
      severity: 'error',
      code: 'value',
      kind: 'empty',
      key: 'ele-1',
      expected: 'a string with content',
      received: '""',
    });
    return false;
  }
  if (typeof value === 'string' && value.length > MAX_STRING && property.type !== 'base64Binary') {
    run.report(property.slot.place, {
      severity: 'error',
      code: 'value',
      kind: 'limit',
      expected: `at most ${MAX_STRING} characters`,
      received: `${value.length}`,
    });
    return false;
  }
  if (primitive.accepts(value)) return true;
  run.report(property.slot.place, {
    severity: 'error',
    code: 'value',
    kind: 'primitive-format',
    expected: primitive.expected,
    received: show(value),
  });
  return false;
}
