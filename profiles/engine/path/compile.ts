import { isPrimitive } from '../primitives.ts';
import { choiceName, isChoice, type TreeNode, type Trees } from '../tree.ts';
import { FUNCTIONS } from './functions.ts';
import { type Compilation, type Compile, type Compiled, type Kind, SYSTEM } from './kinds.ts';
import { OPERATORS } from './operators.ts';
import { type Expression, parse, Unsupported } from './parse.ts';
import { type Collection, EMPTY, type Name, step } from './values.ts';

/**
 * Compiles an expression of the subset to closures over raw JSON, typed by the base definitions. It does so only
 * where the result is the one fhirpath.js gives.
 *
 * @throws Unsupported for everything else
 */
export function compilePath(source: string, compilation: Compilation): Compiled {
  const compile: Compile = (expression, focus) => compileExpression(expression, focus, compilation, compile);
  return compile(parse(source), compilation.context);
}

function compileExpression(
  expression: Expression,
  focus: readonly Kind[],
  compilation: Compilation,
  compile: Compile,
): Compiled {
  switch (expression.kind) {
    case 'literal': {
      const value: Collection = [expression.value];
      const type =
        typeof expression.value === 'string'
          ? SYSTEM.string
          : typeof expression.value === 'number'
            ? SYSTEM.integer
            : SYSTEM.boolean;
      return { kinds: [{ type, node: undefined }], evaluate: () => value };
    }
    case 'empty':
      return { kinds: [], evaluate: () => EMPTY };
    case 'this':
      return { kinds: focus, evaluate: (items) => items };
    case 'environment':
      return environment(expression.name, compilation);
    case 'member':
      return member(
        expression.on && compile(expression.on, focus),
        expression.name,
        focus,
        compilation.trees,
      );
    case 'call': {
      const chosen = typeOfChoice(expression, focus, compilation, compile);
      if (chosen) return chosen;
      const on = expression.on
        ? compile(expression.on, focus)
        : { kinds: focus, evaluate: (items: Collection) => items };
      const build = FUNCTIONS[expression.name];
      if (!build || !Object.hasOwn(FUNCTIONS, expression.name)) throw new Unsupported(expression.name);
      return build({ on, args: expression.args, focus, compile, compilation });
    }
    case 'operator': {
      const build = OPERATORS[expression.name];
      if (!build) throw new Unsupported(expression.name);
      return build(expression, focus, compile);
    }
  }
}

function environment(name: string, { context, resource, trees }: Compilation): Compiled {
  if (name === 'context') return { kinds: context, evaluate: (_items, scope) => scope.context };
  if (name === 'ucum') {
    return {
      kinds: [{ type: SYSTEM.string, node: undefined }],
      evaluate: () => ['http://unitsofmeasure.org'],
    };
  }
  const node = resource === undefined ? undefined : trees.ofType(resource);
  if (name === 'resource' && node) {
    return { kinds: [{ type: node.definition.type, node }], evaluate: (_items, { run }) => [run.resource] };
  }
  throw new Unsupported(`%${name}`);
}

/** `value.ofType(Quantity)`: one property of a choice. */
function typeOfChoice(
  { name, on, args }: Extract<Expression, { kind: 'call' }>,
  focus: readonly Kind[],
  { trees }: Compilation,
  compile: Compile,
): Compiled | undefined {
  const [type] = args;
  if (name !== 'ofType' || on?.kind !== 'member' || type?.kind !== 'member' || type.on) return undefined;
  return member(on.on && compile(on.on, focus), on.name, focus, trees, type.name);
}

function member(
  on: Compiled | undefined,
  name: string,
  focus: readonly Kind[],
  trees: Trees,
  only?: string,
): Compiled {
  const from = on?.kinds ?? focus;
  if (!on && from.length === 1 && from[0]?.type === name) return { kinds: from, evaluate: (items) => items };
  // fhirpath.js gives nothing for a step below a system value, such as `exists().provider`.
  if (on && (from.length === 0 || from.every(({ type }) => type.startsWith('System.')))) {
    return { kinds: [], evaluate: () => EMPTY };
  }
  const names = new Map<string, Name>();
  const kinds: Kind[] = [];
  for (const { node, type } of from) {
    const below = type === 'Extension' || !isPrimitive(type) ? node : trees.ofType('Element');
    const child = trees.child(below, name, type) ?? trees.child(below, `${name}[x]`, type);
    if (!child) continue;
    for (const found of typesBelow(child)) {
      if (only !== undefined && only !== found) continue;
      const json = isChoice(child) ? choiceName(child.name, found) : child.name;
      const sibling = isPrimitive(found) ? `_${json}` : undefined;
      names.set(json, { json, sibling });
      const holder = trees.holder(child, found);
      kinds.push({ type: found || 'BackboneElement', node: found ? child : holder });
    }
  }
  if (names.size === 0) throw new Unsupported(name);
  const list = [...names.values()];
  if (!on) return { kinds, evaluate: (items) => step(items, list) };
  const before = on.evaluate;
  return { kinds, evaluate: (items, scope) => step(before(items, scope), list) };
}

const typesBelow = (child: TreeNode): readonly string[] =>
  isChoice(child) ? child.element.types.map(({ code }) => code) : [child.element.types[0]?.code ?? ''];
