import type { DefinitionSource } from './definition.ts';
import { type Item, typesOf } from './facet.ts';
import { isObject, type JsonObject } from './json-access.ts';
import { compileMatch } from './rules/discriminator.ts';
import type { Match } from './rules/discriminator-path.ts';
import type { Engine } from './rules/rule.ts';
import { Run } from './run.ts';
import { choiceName, isChoice, sourceOf, type TreeNode } from './tree.ts';
import { createEngine } from './validator.ts';

/** How often a must-support element or slice held a value. */
export interface CoveredElement {
  /** Id of the element in the profile, such as `Patient.identifier:memberid.value`. */
  readonly element: string;
  /** Number of resources that had it. */
  readonly resources: number;
  /** One place where it was seen, as `Type/id` and FHIRPath. */
  readonly example?: string;
}

export interface CoverageReport {
  /** `url|version` of the profile. */
  readonly profile: string;
  /** Number of resources looked at. */
  readonly resources: number;
  /** In the order of the profile. */
  readonly elements: readonly CoveredElement[];
}

export interface Coverage {
  /** Looks at one resource; of another type than the profile's, it is passed over. */
  add(resource: unknown): void;
  report(): CoverageReport;
}

interface Target {
  readonly id: string;
  readonly counted: boolean;
  readonly find: (owner: Located, run: Run) => readonly Located[];
  readonly children: readonly Target[];
}

interface Located {
  readonly item: Item;
  readonly path: string;
}

/**
 * Counts which must-support elements and slices of a profile a set of resources holds: a server that never sends one
 * cannot show that it supports it (R4 conformance-rules.html#mustSupport).
 *
 * @param profile canonical URL, with or without version
 * @throws Error when the source does not know the profile
 */
export function createCoverage(source: DefinitionSource, profile: string): Coverage {
  const engine = createEngine(source);
  const root = engine.trees.ofProfile(profile);
  if (!root) throw new Error(`${profile} is not among the definitions`);
  const { type } = root.definition;
  const targets = childTargets(root, engine.trees.ofType(type), type, engine);
  const seen = new Map<string, { resources: number; example?: string }>();
  for (const id of countedIds(targets)) seen.set(id, { resources: 0 });
  let resources = 0;
  return {
    add(resource) {
      if (!isObject(resource) || resource.resourceType !== type) return;
      resources += 1;
      const run = new Run(undefined, true);
      run.resource = resource;
      run.root = resource;
      const item: Item = { value: resource, sibling: undefined, type, segment: '' };
      const found = new Map<string, string>();
      look(targets, { item, path: type }, run, found);
      for (const [id, path] of found) {
        const entry = seen.get(id);
        if (!entry) continue;
        entry.resources += 1;
        entry.example ??= `${type}/${typeof resource.id === 'string' ? resource.id : '?'} ${path}`;
      }
    },
    report: () => ({
      profile: sourceOf(root),
      resources,
      elements: [...seen].map(([element, entry]) => ({ element, ...entry })),
    }),
  };
}

function* countedIds(targets: readonly Target[]): Generator<string> {
  for (const { id, counted, children } of targets) {
    if (counted) yield id;
    yield* countedIds(children);
  }
}

function look(targets: readonly Target[], owner: Located, run: Run, found: Map<string, string>): void {
  for (const target of targets) {
    for (const located of target.find(owner, run)) {
      if (target.counted && !found.has(target.id)) found.set(target.id, located.path);
      look(target.children, located, run, found);
    }
  }
}

function childTargets(node: TreeNode, base: TreeNode | undefined, type: string, engine: Engine): Target[] {
  return [...node.children.values()].flatMap((child): Target[] => {
    const below = engine.trees.child(base, child.name, type);
    if (!below) return [];
    const find: Target['find'] = ({ item, path }) => valuesOf(item.value, below, path);
    const own = target(child, below, find, engine);
    return [...own, ...child.slices.flatMap((slice) => sliceTargets(slice, child, below, find, engine))];
  });
}

function target(node: TreeNode, base: TreeNode, find: Target['find'], engine: Engine): Target[] {
  const type = typesOf(base).find((code) => node.element.types.some((one) => one.code === code)) ?? '';
  const children = node.element.max === 0 ? [] : childTargets(node, base, type, engine);
  const counted = node.element.mustSupport && node.element.max > 0;
  return counted || children.length > 0 ? [{ id: node.element.id, counted, find, children }] : [];
}

function sliceTargets(
  slice: TreeNode,
  sliced: TreeNode,
  base: TreeNode,
  find: Target['find'],
  engine: Engine,
): Target[] {
  const match: Match = compileMatch(slice, sliced, base, engine) ?? (() => false);
  const inSlice: Target['find'] = (owner, run) => find(owner, run).filter(({ item }) => match(item, run));
  return [
    ...target(slice, base, inSlice, engine),
    ...slice.slices.flatMap((inner) => sliceTargets(inner, slice, base, inSlice, engine)),
  ];
}

function valuesOf(owner: unknown, node: TreeNode, path: string): Located[] {
  if (!isObject(owner)) return [];
  return typesOf(node).flatMap((type) => {
    const json = isChoice(node) ? choiceName(node.name, type) : node.name;
    const at = `${path}.${isChoice(node) ? `${node.name.slice(0, -3)}.ofType(${type})` : json}`;
    return listed(owner, json).map(({ value, sibling, index }) => ({
      item: { value, sibling, type, segment: '' },
      path: index === undefined ? at : `${at}[${index}]`,
    }));
  });
}

/** A primitive with nothing but an extension, such as data-absent-reason, counts as held. */
function listed(
  owner: JsonObject,
  json: string,
): { readonly value: unknown; readonly sibling: unknown; readonly index: number | undefined }[] {
  const value = owner[json];
  const sibling = owner[`_${json}`];
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => ({
      value: one,
      sibling: Array.isArray(sibling) ? sibling[index] : undefined,
      index,
    }));
  }
  return value === undefined && !isObject(sibling) ? [] : [{ value, sibling, index: undefined }];
}
