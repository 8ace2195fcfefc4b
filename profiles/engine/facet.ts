import { isObject, type JsonObject } from './json-access.ts';
import { isPrimitive } from './primitives.ts';
import { cardinality, countOf } from './rules/cardinality.ts';
import { checksOf } from './rules/element.ts';
import type { Engine } from './rules/rule.ts';
import { compileSlicing, judgeSlices, type SlicingPlan } from './rules/slicing.ts';
import { type Check, type Place, type Run, show } from './run.ts';
import { choiceName, isChoice, sourceOf, type TreeNode } from './tree.ts';

/** What a profile asks of one value beyond what is judged beside it: the second pass, only where it constrains. */
export interface Facet {
  readonly checks: readonly Check[];
  readonly elements: readonly FacetElement[];
}

interface FacetElement {
  readonly place: Place;
  readonly name: string;
  readonly repeats: boolean;
  readonly min: number;
  readonly max: number;
  readonly alternatives: readonly Alternative[];
  readonly slicing: SlicingPlan | undefined;
}

/** An element seen as one of its types; the only one, unless it is a choice. */
export interface Alternative {
  readonly json: string;
  readonly sibling: string | undefined;
  readonly segment: string;
  readonly type: string;
  /** Set where the profile does not allow this type of a choice. */
  readonly refused: string | undefined;
  /** Undefined when nothing is asked of the value. */
  readonly facet: () => Facet | undefined;
}

/** A value of an element with what is needed to judge it. */
export interface Item {
  readonly value: unknown;
  readonly sibling: unknown;
  readonly type: string;
  readonly segment: string;
}

/** A profile's element, the one judged beside it, and the base definition's: all three for the same place. */
export interface Triple {
  readonly node: TreeNode;
  readonly over: TreeNode | undefined;
  readonly base: TreeNode | undefined;
}

/** Compiles what `node` asks of a value of the type; undefined when that is nothing more than `over` asks. */
export function compileFacet({ node, over, base }: Triple, type: string, engine: Engine): Facet | undefined {
  const { element } = node;
  const place = { profile: sourceOf(node), element: element.id };
  const checks = checksOf({ element, type, over: over?.element, base, place, engine });
  const elements: FacetElement[] = [];
  const holder = node.children.size > 0 ? node : localReference(node, engine);
  for (const child of holder?.children.values() ?? []) {
    const compiled = compileElement(child, over, base, type, engine);
    if (compiled) elements.push(compiled);
  }
  return checks.length === 0 && elements.length === 0 ? undefined : { checks, elements };
}

/** A reference within the profile brings the constraints of the target; an absolute one only those of the base. */
const localReference = (node: TreeNode, engine: Engine): TreeNode | undefined =>
  node.definition.derivation === 'constraint' && !node.element.contentReferenceSource
    ? engine.trees.referenced(node)
    : undefined;

function compileElement(
  node: TreeNode,
  ownerOver: TreeNode | undefined,
  ownerBase: TreeNode | undefined,
  ownerType: string,
  engine: Engine,
): FacetElement | undefined {
  const { trees } = engine;
  const { element } = node;
  const base = trees.child(ownerBase, node.name, ownerType) ?? choiceOf(node, ownerBase, ownerType, engine);
  if (!base) return undefined;
  const over = trees.child(ownerOver, base.name, ownerType) ?? base;
  const place = { profile: sourceOf(node), element: element.id };
  const target = localReference(node, engine);
  const alternatives = typesOf(base).flatMap((type): Alternative[] => {
    const json = isChoice(base) ? choiceName(base.name, type) : base.name;
    const allowed =
      (base === node || !isChoice(base) || element.types.some(({ code }) => code === type)) &&
      (isChoice(node) || node.name === json);
    const wasAllowed = over.element.types.some(({ code }) => code === type);
    const compile = () => (allowed ? compileFacet({ node, over, base }, type, engine) : undefined);
    // Recursive structures compile as the data needs them; the rest now, to leave out what asks nothing.
    const eager = target ? undefined : compile();
    let lazy: { readonly facet: Facet | undefined } | undefined = target ? undefined : { facet: eager };
    return [
      {
        json,
        sibling: isPrimitive(type) ? `_${json}` : undefined,
        segment: isChoice(base) ? `.${base.name.slice(0, -3)}.ofType(${type})` : `.${json}`,
        type,
        refused: !allowed && wasAllowed && isChoice(node) ? refusal(node) : undefined,
        facet: () => {
          lazy ??= { facet: compile() };
          return lazy.facet;
        },
      },
    ];
  });
  const min = element.min > over.element.min ? element.min : 0;
  const max = element.max < over.element.max ? element.max : Number.POSITIVE_INFINITY;
  const slicing = compileSlicing(
    { node: node.slices.length > 0 ? node : (target ?? node), over, base },
    engine,
  );
  const asksNothing =
    min === 0 &&
    max === Number.POSITIVE_INFINITY &&
    !slicing &&
    !target &&
    alternatives.every((one) => !one.refused && !one.facet());
  if (asksNothing) return undefined;
  const name = isChoice(base) ? base.name.slice(0, -3) : base.name;
  return { place, name, repeats: base.element.max > 1, min, max, alternatives, slicing };
}

const refusal = (node: TreeNode): string =>
  node.element.types.map(({ code }) => choiceName(node.name, code)).join(' or ');

export const typesOf = (base: TreeNode): readonly string[] =>
  isChoice(base) ? base.element.types.map(({ code }) => code) : [base.element.types[0]?.code ?? ''];

/** Older profiles spell a narrowed choice as `valueQuantity`. */
function choiceOf(
  node: TreeNode,
  owner: TreeNode | undefined,
  ownerType: string,
  { trees }: Engine,
): TreeNode | undefined {
  const holder = owner && trees.holder(owner, ownerType);
  return [...(holder?.children.values() ?? [])].find(
    (child) => isChoice(child) && typesOf(child).some((type) => choiceName(child.name, type) === node.name),
  );
}

/** Judges one value by a facet. */
export function judge(facet: Facet, value: unknown, sibling: unknown, run: Run): void {
  for (const check of facet.checks) check(value, sibling, run);
  if (facet.elements.length === 0) return;
  const owner = isObject(value) ? value : isObject(sibling) ? sibling : undefined;
  if (owner) for (const element of facet.elements) judgeElement(element, owner, run);
}

function judgeElement(element: FacetElement, owner: JsonObject, run: Run): void {
  if (run.full) return;
  let count = 0;
  for (const one of element.alternatives) {
    const value = owner[one.json];
    const sibling = one.sibling === undefined ? undefined : owner[one.sibling];
    if (value === undefined && sibling === undefined) continue;
    count += countOf(value, sibling);
    if (one.refused !== undefined) {
      run.report(element.place, {
        severity: 'error',
        code: 'structure',
        kind: 'choice',
        below: one.segment,
        expected: one.refused,
        received: `${one.json} with ${show(value)}`,
      });
      continue;
    }
    const facet = one.facet();
    const items = itemsOf(one, value, sibling);
    if (facet) {
      for (const item of items) {
        run.enter(item.segment);
        judge(facet, item.value, item.sibling, run);
        run.leave();
      }
    }
    if (element.slicing) judgeSlices(element.slicing, items, run);
  }
  if (count < element.min || count > element.max) {
    cardinality(element.place, element.name, element.min, element.max, count, run);
  }
  if (count === 0 && element.slicing) judgeSlices(element.slicing, [], run);
}

function itemsOf({ segment, type }: Alternative, value: unknown, sibling: unknown): readonly Item[] {
  if (!Array.isArray(value) && !Array.isArray(sibling)) return [{ value, sibling, type, segment }];
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  const siblings: readonly unknown[] = Array.isArray(sibling) ? sibling : [];
  return Array.from({ length: Math.max(values.length, siblings.length) }, (_, index) => ({
    value: values[index] ?? undefined,
    sibling: siblings[index] ?? undefined,
    type,
    segment: `${segment}[${index}]`,
  }));
}
