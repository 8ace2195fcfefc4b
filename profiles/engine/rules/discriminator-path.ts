import type { Item } from '../facet.ts';
import { isObject } from '../json-access.ts';
import type { Run } from '../run.ts';
import { choiceName, type TreeNode } from '../tree.ts';
import type { Engine } from './rule.ts';

/** Whether a value belongs to a slice, or satisfies what a discriminator asks. */
export type Match = (item: Item, run: Run) => boolean;
/** Walks from a value along one step of a discriminator path. */
export type Step = (item: Item, run: Run, next: Match) => boolean;

export const typesOfChild = (node: TreeNode): readonly string[] => node.element.types.map(({ code }) => code);

export interface Walk {
  readonly steps: readonly Step[];
  /** What the slice, or a profile on its type, says of the end of the path; undefined where they are silent. */
  readonly target: TreeNode | undefined;
  /** What a path that ends in `resolve()` may lead to. */
  readonly references: readonly string[] | undefined;
}

/** Follows the FHIRPath subset of discriminators through the slice and, where that is silent, its types. */
export function follow(
  path: string,
  slice: TreeNode,
  base: TreeNode | undefined,
  engine: Engine,
): Walk | undefined {
  const steps: Step[] = [];
  let target: TreeNode | undefined = slice;
  let below: TreeNode | undefined = base;
  let references: readonly string[] | undefined;
  for (const part of path.match(/[A-Za-z$]+(?:\[x\])?(?:\([^)]*\))?/g) ?? []) {
    if (part === '$this') continue;
    const call = /^(\w+)\((.*)\)$/.exec(part);
    const argument = call?.[2]?.replaceAll(/^['"]|['"]$/g, '') ?? '';
    if (!call) {
      target = childOf(target, part, engine);
      below =
        engine.trees.child(below, part, typeOf(below)) ??
        engine.trees.child(below, `${part}[x]`, typeOf(below));
      steps.push(stepInto(below?.name ?? part, below ? typesOfChild(below) : []));
      references = undefined;
    } else if (call[1] === 'resolve') {
      steps.push(resolveStep);
      references = target?.element.types.flatMap(({ targets }) => targets);
      target = target && profileOf(target, 'targets', engine);
      below = target && engine.trees.ofType(target.definition.type);
    } else if (call[1] === 'ofType') {
      steps.push((item, _run, next) => item.type === argument && next(item, _run));
      below = engine.trees.ofType(argument);
    } else if (call[1] === 'extension') {
      steps.push(extensionStep(argument));
      const own = childOf(target, 'extension', engine);
      target =
        own?.slices.find((one) => one.element.types.some(({ profiles }) => profiles.includes(argument))) ??
        engine.trees.ofProfile(argument);
      below = engine.trees.ofType('Extension');
    } else return undefined;
  }
  return { steps, target, references };
}

const typeOf = (node: TreeNode | undefined): string =>
  node?.element.types[0]?.code ?? node?.definition.type ?? '';

/** The child as the slice spells it, or as a profile on its type has it. */
function childOf(node: TreeNode | undefined, name: string, engine: Engine): TreeNode | undefined {
  const own = node?.children.get(name) ?? node?.children.get(`${name}[x]`);
  if (own || !node) return own;
  const profile = profileOf(node, 'profiles', engine);
  return profile?.children.get(name) ?? profile?.children.get(`${name}[x]`);
}

function profileOf(node: TreeNode, where: 'profiles' | 'targets', { trees }: Engine): TreeNode | undefined {
  const [canonical] = node.element.types.flatMap((type) => type[where]);
  return canonical === undefined ? undefined : trees.ofProfile(canonical);
}

export function stepInto(name: string, types: readonly string[]): Step {
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
