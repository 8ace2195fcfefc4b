import type { Item } from '../facet.ts';
import { isObject } from '../json-access.ts';
import type { Run } from '../run.ts';
import { isChoice, type TreeNode } from '../tree.ts';
import { follow, type Match, type Step, stepInto, typesOfChild, type Walk } from './discriminator-path.ts';
import type { Engine } from './rule.ts';
import { equals, matches } from './values.ts';

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
  const test = testOf(type, walk, engine);
  if (!test) return undefined;
  const existential: Match = (item, run) => walkSteps(walk.steps, 0, item, run, test);
  if (type !== 'exists') return existential;
  return walk.target?.element.max === 0
    ? (item, run) => !existential(item, run)
    : (walk.target?.element.min ?? 0) > 0
      ? existential
      : undefined;
}

function walkSteps(steps: readonly Step[], at: number, item: Item, run: Run, test: Match): boolean {
  const step = steps[at];
  if (!step) return test(item, run);
  return step(item, run, (next) => walkSteps(steps, at + 1, next, run, test));
}

function testOf(
  type: Discriminator['type'],
  { target, references }: Walk,
  engine: Engine,
): Match | undefined {
  if (!target) return undefined;
  const { types } = target.element;
  switch (type) {
    case 'value':
    case 'pattern':
      return valueTest(target, engine);
    case 'exists':
      return ({ value, sibling }) => value !== undefined || sibling !== undefined;
    case 'type': {
      const codes = new Set(
        references?.flatMap((canonical) => engine.source.definition(canonical)?.type ?? []) ??
          types.map(({ code }) => code),
      );
      return ({ value, type: found }) =>
        codes.has(found) ||
        (isObject(value) && typeof value.resourceType === 'string' && codes.has(value.resourceType));
    }
    case 'profile': {
      const profiles = references ?? types.flatMap(({ profiles: own }) => own);
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
function valueTest(target: TreeNode, engine: Engine): Match | undefined {
  const { fixed, pattern, binding } = target.element;
  if (fixed !== undefined) return ({ value }) => equals(value, fixed);
  if (pattern !== undefined) return ({ value }) => matches(value, pattern);
  const below: Match[] = [];
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
