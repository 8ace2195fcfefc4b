import { isObject, type JsonObject } from './json-access.ts';
import { countRule } from './rules/cardinality.ts';
import { validatePrimitive } from './rules/primitive-format.ts';
import { MAX_DEPTH, type Run, show } from './run.ts';
import type { Property, Shape, Shapes } from './shape.ts';

/** The strict pass: every value of a resource against the base definitions, in the order of the document. */
export class Visitor {
  private readonly shapes: Shapes;
  private readonly nested: (value: unknown, run: Run) => void;

  constructor(shapes: Shapes, nested: (value: unknown, run: Run) => void) {
    this.shapes = shapes;
    this.nested = nested;
  }

  object(shape: Shape, value: JsonObject, run: Run): void {
    if (run.full) return;
    const keys = Object.keys(value);
    if (keys.length === 0 || (keys.length === 1 && shape.isResource)) {
      run.report(shape.place, {
        severity: 'error',
        code: 'structure',
        kind: 'empty',
        key: 'ele-1',
        expected: 'an element with a value or children',
        received: '{}',
      });
      if (keys.length === 0) return;
    }
    if (++run.depth > MAX_DEPTH) {
      run.report(shape.place, {
        severity: 'error',
        code: 'not-supported',
        kind: 'limit',
        expected: `at most ${MAX_DEPTH} levels of nesting`,
        received: 'more',
      });
    } else {
      for (const key of keys) this.key(shape, key, value, run);
      for (const slot of shape.slots) countRule(slot, value, run);
      for (const check of shape.checks) check(value, undefined, run);
    }
    run.depth -= 1;
  }

  private key(shape: Shape, key: string, value: JsonObject, run: Run): void {
    const property = shape.properties.get(key);
    if (property) {
      const sibling = property.primitive ? value[property.sibling] : undefined;
      this.property(property, value[key], sibling, run);
      return;
    }
    if (key === 'resourceType' && shape.isResource) return;
    const owner = key.startsWith('_') ? shape.properties.get(key.slice(1)) : undefined;
    if (owner?.primitive) {
      if (!Object.hasOwn(value, owner.json)) this.property(owner, undefined, value[key], run);
      return;
    }
    const choice = shape.slots.find(
      ({ name, properties }) =>
        properties.length > 1 && key.startsWith(name) && /^[A-Z]/.test(key.slice(name.length)),
    );
    if (choice) {
      run.report(choice.place, {
        severity: 'error',
        code: 'structure',
        kind: 'choice',
        below: `.${choice.name}`,
        expected: `one of ${choice.properties.map(({ json }) => json).join(', ')}`,
        received: key,
      });
      return;
    }
    run.report(shape.place, {
      severity: 'error',
      code: 'structure',
      kind: 'unknown-property',
      key,
      below: `.${key}`,
      expected: `no property "${key}" in ${shape.place.element}`,
      received: show(value[key]),
    });
  }

  private property(property: Property, value: unknown, sibling: unknown, run: Run): void {
    run.enter(property.segment);
    if (property.slot.repeats) this.list(property, value, sibling, run);
    else if (Array.isArray(value) || Array.isArray(sibling)) {
      report(property, run, 'json', 'a single value, not a JSON array', value ?? sibling);
    } else this.item(property, value, sibling, run);
    run.leave();
  }

  private list(property: Property, value: unknown, sibling: unknown, run: Run): void {
    if (
      (value !== undefined && !Array.isArray(value)) ||
      (sibling !== undefined && !Array.isArray(sibling))
    ) {
      if (value === null) report(property, run, 'json', 'a JSON array, or no property', value);
      else report(property, run, 'json', 'a JSON array', Array.isArray(value) ? sibling : value);
      return;
    }
    const values: readonly unknown[] = value ?? [];
    const siblings: readonly unknown[] = sibling ?? [];
    if (value?.length === 0) report(property, run, 'empty', 'an array with entries, or no property', value);
    if (sibling?.length === 0)
      report(property, run, 'empty', 'an array with entries, or no property', sibling);
    if (value && sibling && values.length !== siblings.length) {
      const expected = `${property.sibling} with ${values.length} entries, as ${property.json} has`;
      report(property, run, 'primitive-extension', expected, `${siblings.length} entries`);
    }
    const count = Math.max(values.length, siblings.length);
    for (let index = 0; index < count && !run.full; index++) {
      run.enter(`[${index}]`);
      this.item(property, values[index], siblings[index] ?? undefined, run, value !== undefined);
      run.leave();
    }
  }

  private item(property: Property, value: unknown, sibling: unknown, run: Run, inArray = false): void {
    if (sibling !== undefined) this.sibling(property, sibling, run);
    const filler = value === null && inArray && isObject(sibling);
    if (value === undefined || filler) {
      if (sibling !== undefined) for (const check of property.checks) check(undefined, sibling, run);
      else if (inArray) report(property, run, 'primitive-extension', 'a value or an extension', null);
      return;
    }
    if (value === null) {
      const kind = inArray && property.primitive ? 'primitive-extension' : 'json';
      report(property, run, kind, 'null only beside an extension at the same place of the array', value);
      return;
    }
    if (property.primitive) {
      if (!validatePrimitive(property, property.primitive, value, run)) return;
    } else if (!isObject(value)) {
      report(property, run, 'type', `a JSON object (${property.type || property.slot.name})`, value);
      return;
    } else if (property.isResource) {
      this.nested(value, run);
    } else {
      this.element(property, value, run);
    }
    for (const check of property.checks) check(value, sibling, run);
  }

  private element(property: Property, value: JsonObject, run: Run): void {
    const shape = property.shape();
    if (!shape) {
      run.report(property.slot.place, {
        severity: 'information',
        code: 'not-supported',
        kind: 'type',
        expected: `a definition of ${property.type}`,
        received: 'none among the definitions',
      });
      return;
    }
    if (property.isExtension) run.extensions.push(typeof value.url === 'string' ? value.url : '');
    this.object(shape, value, run);
    if (property.isExtension) run.extensions.pop();
  }

  private sibling(property: Property, sibling: unknown, run: Run): void {
    if (sibling === null) {
      report(property, run, 'primitive-extension', `${property.sibling} with id or extensions`, sibling);
      return;
    }
    if (!isObject(sibling)) {
      report(property, run, 'primitive-extension', `${property.sibling} as a JSON object`, sibling);
      return;
    }
    const shape = this.shapes.sibling(property, property.slot.place.element);
    if (shape) this.object(shape, sibling, run);
  }
}

function report(
  property: Property,
  run: Run,
  kind: 'json' | 'empty' | 'type' | 'primitive-extension',
  expected: string,
  received: unknown,
): void {
  run.report(property.slot.place, {
    severity: 'error',
    code: 'structure',
    kind,
    expected,
    received: typeof received === 'string' && kind === 'primitive-extension' ? received : show(received),
  });
}
