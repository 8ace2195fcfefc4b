import type { Item } from '../facet.ts';
import { isObject } from '../json-access.ts';
import type { Run } from '../run.ts';
import { choiceName, isChoice, type TreeNode } from '../tree.ts';
import type { Engine } from './rule.ts';
import { equals, matches } from './values.ts';

/** Whether a value belongs to a slice. */
export type Match = (item: Item, run: Run) => boolean;
type Test = (item: Item, run: Run) => boolean;
/** Walks from a value along one step of a discriminator path. */
type Step = (item: Item, run: Run, next: Test) => boolean;

type Discriminator = NonNullable<TreeNode['element']['slicing']>['discriminators'][number];

const IMPLIED_EXTENSION: readonly Discriminator[] = [{ type: 'value', path: 'url' }];
const IMPLIED_CHOICE: readonly Discriminator[] = [{ type: 'type', path: '$this' }];

/**
 * Compiles the discriminators of a slicing for one slice to plain closures (R4 profiling.html#discriminator). A
 * discriminator that the slice says nothing about does not take part.
 *
 * @returns undefined when no discriminator can tell the slice
 */
export function compileMatch(
  slice: TreeNode,
  sliced: TreeNode,
  base: TreeNode | undefined,
  engine: Engine,
): Match | undefined {
  const declared = sliced.element.slicing?.discriminators ?? [];
  const implied =
    sliced.name === 'extension' || sliced.name === 'modifierExtension'
      ? IMPLIED_EXTENSION
      : isChoice(sliced)
        ? IMPLIED_CHOICE
        : [];
  const tests: Match[] = [];
  for (const discriminator of declared.length > 0 ? declared : implied) {
    const test = compileDiscriminator(discriminator, slice, base, engine);
    if (test) tests.push(test);
  }
  const [only] = tests;
  if (!only) return undefined;
  return tests.length === 1 ? only : (item, run) => tests.every((test) => test(item, run));
}

function compileDiscriminator(
  { type, path }: Discriminator,
  slice: TreeNode,
  base: TreeNode | undefined,
  engine: Engine,
): Match | undefined {
  const walk = follow(path, slice, base, engine);
  if (!walk) return undefined;
  const test = testOf(type, walk.target, engine);
  if (!test) return undefined;
  const existential: Match = (item, run) => walkSteps(walk.steps, 0, item, run, test);
  if (type !== 'exists') return existential;
  return walk.target?.element.max === 0
    ? (item, run) => !existential(item, run)
    : (walk.target?.element.min ?? 0) > 0
      ? existential
      : undefined;
}

function walkSteps(steps: readonly Step[], at: number, item: Item, run: Run, test: Test): boolean {
  const step = steps[at];
  if (!step) return test(item, run);
  return step(item, run, (next) => walkSteps(steps, at + 1, next, run, test));
}

function testOf(type: Discriminator['type'], target: TreeNode | undefined, engine: Engine): Test | undefined {
  if (!target) return undefined;
  const { types } = target.element;
  switch (type) {
    case 'value':
    case 'pattern':
      return valueTest(target, engine);
    case 'exists':
      return ({ value, sibling }) => value !== undefined || sibling !== undefined;
    case 'type': {
      const codes = new Set(types.map(({ code }) => code));
      return ({ value, type: found }) =>
        codes.has(found) ||
        (isObject(value) && typeof value.resourceType === 'string' && codes.has(value.resourceType));
    }
    case 'profile': {
      const profiles = types.flatMap(({ profiles: own, targets }) => (own.length > 0 ? own : targets));
      if (profiles.length === 0) return undefined;
      return ({ value }, run) =>
        profiles.some((canonical) => {
          const judge = engine.profile(canonical);
          return judge !== undefined && run.passes((trial) => judge(value, trial));
        });
    }
  }
}

/** What a slice fixes at the discriminator: itself, what is fixed below it, or a required binding. */
function valueTest(target: TreeNode, engine: Engine): Test | undefined {
  const { fixed, pattern, binding } = target.element;
  if (fixed !== undefined) return ({ value }) => equals(value, fixed);
  if (pattern !== undefined) return ({ value }) => matches(value, pattern);
  const below: Test[] = [];
  for (const child of target.children.values()) {
    const test = valueTest(child, engine);
    const step = stepInto(child.name, typesOfChild(child));
    if (test && child.element.min > 0) below.push((item, run) => step(item, run, (next) => test(next, run)));
  }
  if (below.length > 0) return (item, run) => below.every((test) => test(item, run));
  if (binding?.strength !== 'required') return undefined;
  const { terminology } = engine.source;
  const known = new Map<string, boolean>();
  const holds = (system: unknown, code: unknown): boolean => {
    if (typeof code !== 'string') return false;
    const key = `${typeof system === 'string' ? system : ''}\n${code}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const coding = { system: typeof system === 'string' ? system : undefined, code };
      answer = terminology.memberOf(binding.valueSet, coding).answer === 'yes';
      if (known.size < 10_000) known.set(key, answer);
    }
    return answer;
  };
  return ({ value }) => {
    if (!isObject(value)) return holds(undefined, value);
    if (!Array.isArray(value.coding)) return holds(value.system, value.code);
    return value.coding.some((coding: unknown) => isObject(coding) && holds(coding.system, coding.code));
  };
}

const typesOfChild = (node: TreeNode): readonly string[] => node.element.types.map(({ code }) => code);

interface Walk {
  readonly steps: readonly Step[];
  readonly target: TreeNode | undefined;
}

/** Follows the FHIRPath subset of discriminators through the slice and, where that is silent, its types. */
function follow(path: string, slice: TreeNode, base: TreeNode | undefined, engine: Engine): Walk | undefined {
  const steps: Step[] = [];
  let target: TreeNode | undefined = slice;
  let below: TreeNode | undefined = base;
  for (const part of path.match(/[A-Za-z$]+(?:\[x\])?(?:\([^)]*\))?/g) ?? []) {
    if (part === '$this') continue;
    const call = /^(\w+)\((.*)\)$/.exec(part);
    const argument = call?.[2]?.replaceAll(/^['"]|['"]$/g, '') ?? '';
    if (!call) {
      const from: TreeNode | undefined = target;
      const next: TreeNode | undefined = childOf(from, below, part, engine);
      below =
        engine.trees.child(below, part, typeOf(below)) ??
        engine.trees.child(below, `${part}[x]`, typeOf(below));
      steps.push(stepInto(next?.name ?? part, (below ?? next) ? typesOfChild(below ?? next ?? slice) : []));
      target = next;
    } else if (call[1] === 'resolve') {
      steps.push(resolveStep);
      target = target && profileOf(target, 'targets', engine);
      below = target && engine.trees.ofType(target.definition.type);
    } else if (call[1] === 'ofType') {
      steps.push((item, _run, next) => item.type === argument && next(item, _run));
      below = engine.trees.ofType(argument);
    } else if (call[1] === 'extension') {
      steps.push(extensionStep(argument));
      const own = childOf(target, below, 'extension', engine);
      target =
        own?.slices.find((one) => one.element.types.some(({ profiles }) => profiles.includes(argument))) ??
        engine.trees.ofProfile(argument);
      below = engine.trees.ofType('Extension');
    } else return undefined;
  }
  return { steps, target };
}

const typeOf = (node: TreeNode | undefined): string =>
  node?.element.types[0]?.code ?? node?.definition.type ?? '';

/** The child as the slice spells it, as a profile on its type has it, or as the base has it. */
function childOf(
  node: TreeNode | undefined,
  base: TreeNode | undefined,
  name: string,
  engine: Engine,
): TreeNode | undefined {
  const own = node?.children.get(name) ?? node?.children.get(`${name}[x]`);
  if (own) return own;
  const profile = node && profileOf(node, 'profiles', engine);
  const there = profile?.children.get(name) ?? profile?.children.get(`${name}[x]`);
  if (there) return there;
  const type = typeOf(base);
  return engine.trees.child(base, name, type) ?? engine.trees.child(base, `${name}[x]`, type);
}

function profileOf(node: TreeNode, where: 'profiles' | 'targets', { trees }: Engine): TreeNode | undefined {
  const [canonical] = node.element.types.flatMap((type) => type[where]);
  return canonical === undefined ? undefined : trees.ofProfile(canonical);
}

function stepInto(name: string, types: readonly string[]): Step {
  const choice = name.endsWith('[x]');
  const names = choice
    ? types.map((type) => ({ json: choiceName(name, type), type }))
    : [{ json: name, type: types[0] ?? '' }];
  return ({ value }, run, next) => {
    if (!isObject(value)) return false;
    for (const { json, type } of names) {
      const found = value[json];
      const beside = value[`_${json}`];
      if (found === undefined && beside === undefined) continue;
      if (Array.isArray(found)) {
        for (const item of found) {
          if (next({ value: item, sibling: undefined, type, segment: '' }, run)) return true;
        }
      } else if (next({ value: found, sibling: beside, type, segment: '' }, run)) return true;
    }
    return false;
  };
}

const resolveStep: Step = ({ value }, run, next) => {
  if (!isObject(value) || typeof value.reference !== 'string') return false;
  const resolved = run.resolve(value.reference);
  if (!resolved) return false;
  const type = typeof resolved.resourceType === 'string' ? resolved.resourceType : '';
  return next({ value: resolved, sibling: undefined, type, segment: '' }, run);
};

const extensionStep =
  (url: string): Step =>
  ({ value, sibling }, run, next) => {
    const owner = isObject(value) ? value : sibling;
    if (!isObject(owner) || !Array.isArray(owner.extension)) return false;
    return owner.extension.some(
      (one: unknown) =>
        isObject(one) &&
        one.url === url &&
        next({ value: one, sibling: undefined, type: 'Extension', segment: '' }, run),
    );
  };
