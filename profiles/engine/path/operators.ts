import { BOOLEAN, type Compile, type Compiled, type Kind, SYSTEM } from './kinds.ts';
import { type Expression, Unsupported } from './parse.ts';
import { bool, type Collection, EMPTY, FALSE, fromTruth, scalar, truth, Uncertain } from './values.ts';

type Operator = Extract<Expression, { kind: 'operator' }>;
type Build = (expression: Operator, focus: readonly Kind[], compile: Compile) => Compiled;

/** Types whose values compare as the JSON strings, numbers and booleans they are. */
const TEXT: ReadonlySet<string> = new Set([
  'code',
  'string',
  'uri',
  'url',
  'canonical',
  'id',
  'markdown',
  'oid',
  'uuid',
  SYSTEM.string,
]);
const WHOLE: ReadonlySet<string> = new Set(['integer', 'positiveInt', 'unsignedInt', SYSTEM.integer]);
const TRUTH: ReadonlySet<string> = new Set(['boolean', SYSTEM.boolean]);

/** Whether all items of both sides are of one family that JSON equality serves. */
export function areComparable(left: readonly Kind[], right: readonly Kind[]): boolean {
  return [TEXT, WHOLE, TRUTH].some((family) => [...left, ...right].every(({ type }) => family.has(type)));
}

const both =
  (combine: (left: Collection, right: Collection) => Collection, kinds: readonly Kind[] = BOOLEAN): Build =>
  ({ left, right }, focus, compile) => {
    const a = compile(left, focus);
    const b = compile(right, focus);
    if (!areComparable(a.kinds, b.kinds)) throw new Unsupported('operands of different or complex types');
    return { kinds, evaluate: (items, scope) => combine(a.evaluate(items, scope), b.evaluate(items, scope)) };
  };

/** Logic that need not look at the right side once the left decides. */
const logic =
  (
    shortcut: (left: boolean | undefined) => boolean | undefined,
    combine: (left: boolean | undefined, right: boolean | undefined) => boolean | undefined,
  ): Build =>
  ({ left, right }, focus, compile) => {
    const a = compile(left, focus);
    const b = compile(right, focus);
    return {
      kinds: BOOLEAN,
      evaluate: (items, scope) => {
        const first = truth(a.evaluate(items, scope));
        const known = shortcut(first);
        if (known !== undefined) return bool(known);
        return fromTruth(combine(first, truth(b.evaluate(items, scope))));
      },
    };
  };

const equal = (left: Collection, right: Collection): boolean | undefined => {
  if (left.length === 0 || right.length === 0) return undefined;
  if (left.length !== right.length) return false;
  return left.every((item, index) => scalar(item) === scalar(right[index]));
};

const compare =
  (holds: (left: number, right: number) => boolean): Build =>
  (expression, focus, compile) =>
    both((left, right) => {
      if (left.length === 0 || right.length === 0) return EMPTY;
      const a = scalar(left[0]);
      const b = scalar(right[0]);
      if (left.length > 1 || right.length > 1 || typeof a !== 'number' || typeof b !== 'number') {
        throw new Uncertain('not two numbers');
      }
      return bool(holds(a, b));
    })(expression, focus, compile);

const INTEGER: readonly Kind[] = [{ type: SYSTEM.integer, node: undefined }];

const plus: Build = (expression, focus, compile) => {
  const sides = [expression.left, expression.right].map((side) => compile(side, focus));
  if (!sides.every(({ kinds }) => kinds.length > 0 && kinds.every(({ type }) => WHOLE.has(type)))) {
    throw new Unsupported('a sum of anything but integers');
  }
  return both((left, right) => {
    if (left.length === 0 || right.length === 0) return EMPTY;
    const a = scalar(left[0]);
    const b = scalar(right[0]);
    if (left.length > 1 || right.length > 1 || typeof a !== 'number' || typeof b !== 'number') {
      throw new Uncertain('not two numbers');
    }
    return [a + b];
  }, INTEGER)(expression, focus, compile);
};

const union: Build = ({ left, right }, focus, compile) => {
  const a = compile(left, focus);
  const b = compile(right, focus);
  const kinds = [...a.kinds, ...b.kinds];
  if (!areComparable(kinds, [])) throw new Unsupported('a union of complex values');
  return {
    kinds,
    evaluate: (items, scope) => [
      ...new Set([...a.evaluate(items, scope), ...b.evaluate(items, scope)].map(scalar)),
    ],
  };
};

/** `%resource = %rootResource` asks whether the resource is contained; other comparisons are of plain values. */
const equality =
  (negated: boolean): Build =>
  (expression, focus, compile) => {
    const { left, right } = expression;
    const names = [left, right].map((side) => (side.kind === 'environment' ? side.name : ''));
    if (names.includes('resource') && names.includes('rootResource')) {
      return {
        kinds: BOOLEAN,
        evaluate: (_items, { run }) => bool((run.resource === run.root) !== negated),
      };
    }
    return both((a, b) => {
      const same = equal(a, b);
      return same === undefined ? EMPTY : bool(same !== negated);
    })(expression, focus, compile);
  };

/** Operators by their sign; a missing one is outside the subset. */
export const OPERATORS: Readonly<Record<string, Build>> = {
  '=': equality(false),
  '!=': equality(true),
  '<': compare((a, b) => a < b),
  '>': compare((a, b) => a > b),
  '<=': compare((a, b) => a <= b),
  '>=': compare((a, b) => a >= b),
  '+': plus,
  '|': union,
  in: both((left, right) => {
    if (left.length === 0) return EMPTY;
    if (left.length > 1) throw new Uncertain('more than one item on the left of in');
    if (right.length === 0) return FALSE;
    const wanted = scalar(left[0]);
    return bool(right.some((item) => scalar(item) === wanted));
  }),
  and: logic(
    (left) => (left === false ? false : undefined),
    (left, right) => (right === false ? false : left && right),
  ),
  or: logic(
    (left) => (left === true ? true : undefined),
    (left, right) => (right === true ? true : left === undefined ? undefined : right),
  ),
  xor: logic(
    () => undefined,
    (left, right) => (left === undefined || right === undefined ? undefined : left !== right),
  ),
  implies: logic(
    (left) => (left === false ? true : undefined),
    (left, right) => (right === true ? true : left === undefined ? undefined : right),
  ),
};
