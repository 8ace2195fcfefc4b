import { isObject } from '../json-access.ts';
import {
  BOOLEAN,
  type Compilation,
  type Compile,
  type Compiled,
  type Kind,
  type Scope,
  SYSTEM,
} from './kinds.ts';
import { areComparable } from './operators.ts';
import { type Expression, Unsupported } from './parse.ts';
import {
  Annotated,
  bool,
  type Collection,
  EMPTY,
  FALSE,
  fromTruth,
  scalar,
  step,
  TRUE,
  truth,
  Uncertain,
} from './values.ts';

interface Call {
  readonly on: Compiled;
  readonly args: readonly Expression[];
  readonly focus: readonly Kind[];
  readonly compile: Compile;
  readonly compilation: Compilation;
}

type Build = (call: Call) => Compiled;

const INTEGER: readonly Kind[] = [{ type: SYSTEM.integer, node: undefined }];

/** A function of the input alone. */
const plain =
  (kinds: readonly Kind[] | undefined, apply: (items: Collection) => Collection): Build =>
  ({ on, args }) => {
    if (args.length > 0) throw new Unsupported('arguments');
    return { kinds: kinds ?? on.kinds, evaluate: (items, scope) => apply(on.evaluate(items, scope)) };
  };

/** A function with one criterion, evaluated with each item as its focus. */
function criterion({ on, args, compile }: Call): (item: unknown, scope: Scope) => boolean {
  const [argument, ...rest] = args;
  if (!argument || rest.length > 0) throw new Unsupported('not one criterion');
  const { evaluate } = compile(argument, on.kinds);
  return (item, scope) => truth(evaluate([item], scope)) === true;
}

const where: Build = (call) => {
  const { on } = call;
  if (on.kinds.length === 0) return on;
  const holds = criterion(call);
  return {
    kinds: on.kinds,
    evaluate: (items, scope) => {
      const input = on.evaluate(items, scope);
      return input.length === 0 ? EMPTY : input.filter((item) => holds(item, scope));
    },
  };
};

const exists: Build = (call) => {
  const { evaluate } = call.args.length === 0 ? call.on : where(call);
  return { kinds: BOOLEAN, evaluate: (items, scope) => bool(evaluate(items, scope).length > 0) };
};

const all: Build = (call) => {
  if (call.on.kinds.length === 0) return { kinds: BOOLEAN, evaluate: () => TRUE };
  const holds = criterion(call);
  const { evaluate } = call.on;
  return {
    kinds: BOOLEAN,
    evaluate: (items, scope) => bool(evaluate(items, scope).every((item) => holds(item, scope))),
  };
};

const select: Build = ({ on, args, compile }) => {
  const [argument, ...rest] = args;
  if (!argument || rest.length > 0) throw new Unsupported('not one projection');
  if (on.kinds.length === 0) return on;
  const { kinds, evaluate } = compile(argument, on.kinds);
  return {
    kinds,
    evaluate: (items, scope) => on.evaluate(items, scope).flatMap((item) => evaluate([item], scope)),
  };
};

/** A function of one string that takes one literal string. */
const text =
  (apply: (value: string, argument: string) => boolean): Build =>
  ({ on, args }) => {
    const [argument, ...rest] = args;
    if (argument?.kind !== 'literal' || typeof argument.value !== 'string' || rest.length > 0) {
      throw new Unsupported('not one literal string');
    }
    const wanted = argument.value;
    return {
      kinds: BOOLEAN,
      evaluate: (items, scope) => {
        const input = on.evaluate(items, scope);
        if (input.length === 0) return EMPTY;
        const value = input.length === 1 ? scalar(input[0]) : undefined;
        if (typeof value !== 'string') throw new Uncertain('not one string');
        return bool(apply(value, wanted));
      },
    };
  };

const matches: Build = (call) => {
  const [argument] = call.args;
  const source =
    argument?.kind === 'literal' && typeof argument.value === 'string' ? argument.value : undefined;
  if (source === undefined) throw new Unsupported('not a literal expression');
  const pattern = new RegExp(source, 'us');
  return text((value) => pattern.test(value))(call);
};

const ofType: Build = ({ on, args }) => {
  const [argument] = args;
  const name = argument?.kind === 'member' && !argument.on ? argument.name : undefined;
  const kept = on.kinds.filter(({ type }) => type === name);
  if (kept.length === 0 || on.kinds.some(({ type }) => type.startsWith('System.')))
    throw new Unsupported('ofType');
  if (kept.length === on.kinds.length) return on;
  throw new Unsupported('ofType of a collection of several types');
};

const extension: Build = (call) => {
  const [argument] = call.args;
  if (argument?.kind !== 'literal' || typeof argument.value !== 'string')
    throw new Unsupported('no literal url');
  const url = argument.value;
  const node = call.compilation.trees.ofType('Extension');
  const names = [{ json: 'extension', sibling: undefined }];
  return {
    kinds: [{ type: 'Extension', node }],
    evaluate: (items, scope) =>
      step(call.on.evaluate(items, scope), names).filter((item) => isObject(item) && item.url === url),
  };
};

const memberOf: Build = ({ on, args, compilation }) => {
  const [argument] = args;
  if (argument?.kind !== 'literal' || typeof argument.value !== 'string')
    throw new Unsupported('no literal value set');
  const valueSet = argument.value;
  if (on.kinds.length === 0) throw new Unsupported('memberOf of nothing');
  return {
    kinds: BOOLEAN,
    evaluate: (items, scope) => compilation.memberOf(on.evaluate(items, scope), valueSet),
  };
};

/** Functions of two collections of plain values. */
const sets =
  (kinds: readonly Kind[] | undefined, apply: (left: Collection, right: Collection) => Collection): Build =>
  ({ on, args, focus, compile }) => {
    const [argument, ...rest] = args;
    if (!argument || rest.length > 0) throw new Unsupported('not one collection');
    const other = compile(argument, focus);
    if (!areComparable(on.kinds, other.kinds)) throw new Unsupported('sets of complex values');
    return {
      kinds: kinds ?? [...on.kinds, ...other.kinds],
      evaluate: (items, scope) =>
        apply(on.evaluate(items, scope).map(scalar), other.evaluate(items, scope).map(scalar)),
    };
  };

const isDistinct: Build = (call) => {
  if (!areComparable(call.on.kinds, [])) throw new Unsupported('distinct complex values');
  return plain(BOOLEAN, (items) => bool(new Set(items.map(scalar)).size === items.length))(call);
};

/** Functions by name; a missing one is outside the subset. */
export const FUNCTIONS: Readonly<Record<string, Build>> = {
  exists,
  where,
  all,
  select,
  ofType,
  extension,
  memberOf,
  matches,
  isDistinct,
  startsWith: text((value, start) => value.startsWith(start)),
  contains: text((value, part) => value.includes(part)),
  subsetOf: sets(BOOLEAN, (left, right) => bool(left.every((item) => right.includes(item)))),
  combine: sets(undefined, (left, right) => [...left, ...right]),
  empty: plain(BOOLEAN, (items) => bool(items.length === 0)),
  count: plain(INTEGER, (items) => [items.length]),
  not: plain(BOOLEAN, (items) => {
    const value = truth(items);
    return fromTruth(value === undefined ? undefined : !value);
  }),
  first: plain(undefined, (items) => items.slice(0, 1)),
  hasValue: plain(BOOLEAN, (items) => {
    const [item, ...rest] = items;
    if (rest.length > 0 || item === undefined) return FALSE;
    return bool(item instanceof Annotated ? item.value !== undefined : !isObject(item));
  }),
  allTrue: plain(BOOLEAN, (items) => bool(items.every((item) => truth([item]) === true))),
};
