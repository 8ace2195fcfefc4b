import { compileFacet, type Facet, type Item, judge, type Triple, typesOf } from '../facet.ts';
import { type Place, type Run, show } from '../run.ts';
import { sourceOf, type TreeNode } from '../tree.ts';
import { compileMatch } from './discriminator.ts';
import type { Match } from './discriminator-path.ts';
import type { Engine } from './rule.ts';

/** A sliced element, ready to sort its values into slices (R4 profiling.html#slicing). */
export interface SlicingPlan {
  readonly place: Place;
  readonly name: string;
  readonly rules: 'closed' | 'open' | 'openAtEnd';
  readonly ordered: boolean;
  readonly slices: readonly Slice[];
}

interface Slice {
  readonly place: Place;
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Undefined when no discriminator of the slicing can be evaluated. */
  readonly match: Match | undefined;
  readonly how: string;
  readonly facets: ReadonlyMap<string, Facet>;
  /** Slices of this slice. */
  readonly inner: SlicingPlan | undefined;
}

/** Compiles the slices of an element; undefined when it has none. */
export function compileSlicing({ node, base }: Triple, engine: Engine): SlicingPlan | undefined {
  if (node.slices.length === 0) return undefined;
  const { slicing } = node.element;
  return {
    place: { profile: sourceOf(node), element: node.element.id },
    name: node.name.replace('[x]', ''),
    rules: slicing?.rules ?? 'open',
    ordered: slicing?.ordered ?? false,
    slices: node.slices.map((slice) => compileSlice(slice, node, base, engine)),
  };
}

function compileSlice(node: TreeNode, over: TreeNode, base: TreeNode | undefined, engine: Engine): Slice {
  const discriminators = over.element.slicing?.discriminators ?? [];
  const facets = new Map<string, Facet>();
  for (const type of base ? typesOf(base) : []) {
    if (over.name.endsWith('[x]') && !node.element.types.some(({ code }) => code === type)) continue;
    const facet = compileFacet({ node, over, base }, type, engine);
    if (facet) facets.set(type, facet);
  }
  return {
    place: { profile: sourceOf(node), element: node.element.id },
    name: node.sliceName ?? node.name,
    min: node.element.min,
    max: node.element.max,
    match: compileMatch(node, over, base, engine),
    how: discriminators.map(({ type, path }) => `${type} of ${path}`).join(' and '),
    facets,
    inner: compileSlicing({ node, over, base }, engine),
  };
}

/** Sorts the values of one element into slices, judges each by its slice, and counts. */
export function judgeSlices(plan: SlicingPlan, items: readonly Item[], run: Run): void {
  const counts = plan.slices.map(() => 0);
  const sorted: Item[][] = plan.slices.map(() => []);
  let furthest = -1;
  let unmatchedAt: Item | undefined;
  for (const item of items) {
    const index = plan.slices.findIndex((slice) => slice.match?.(item, run) === true);
    const slice = plan.slices[index];
    if (!slice) {
      unmatchedAt ??= item;
      if (plan.rules === 'closed') unmatched(plan, item, run);
      continue;
    }
    counts[index] = (counts[index] ?? 0) + 1;
    sorted[index]?.push(item);
    if (plan.rules === 'openAtEnd' && unmatchedAt) {
      disorder(plan, item, slice, 'every value outside the slices behind those in them', run);
    }
    if (plan.ordered && index < furthest) {
      disorder(
        plan,
        item,
        slice,
        `slices in the order ${plan.slices.map(({ name }) => name).join(', ')}`,
        run,
      );
    }
    furthest = Math.max(furthest, index);
    const facet = slice.facets.get(item.type);
    if (!facet) continue;
    run.enter(item.segment);
    judge(facet, item.value, item.sibling, run);
    run.leave();
  }
  for (const [index, slice] of plan.slices.entries()) {
    const count = counts[index] ?? 0;
    if (!slice.match) notJudged(slice, items, run);
    else if (count < slice.min || count > slice.max) sliceCount(plan, slice, count, run);
    if (slice.inner && count > 0) judgeSlices(slice.inner, sorted[index] ?? [], run);
  }
}

function unmatched(plan: SlicingPlan, item: Item, run: Run): void {
  run.report(plan.place, {
    severity: 'error',
    code: 'structure',
    kind: 'slicing',
    below: item.segment,
    expected: `a value of one of the slices ${plan.slices.map(({ name }) => name).join(', ')} (closed)`,
    received: show(item.value),
  });
}

function disorder(plan: SlicingPlan, item: Item, slice: Slice, expected: string, run: Run): void {
  run.report(plan.place, {
    severity: 'error',
    code: 'structure',
    kind: 'slicing',
    key: slice.name,
    below: item.segment,
    expected,
    received: `a value of slice ${slice.name} here`,
  });
}

function sliceCount(plan: SlicingPlan, slice: Slice, count: number, run: Run): void {
  const what = `${plan.name} of slice ${slice.name}${slice.how ? ` (by ${slice.how})` : ''}`;
  run.report(slice.place, {
    severity: 'error',
    code: count < slice.min ? 'required' : 'structure',
    kind: 'slicing',
    key: slice.name,
    below: `.${plan.name}`,
    expected:
      count < slice.min
        ? `at least ${slice.min} ${what}`
        : slice.max === 0
          ? `no ${what}`
          : `at most ${slice.max} ${what}`,
    received: `${count}`,
  });
}

function notJudged(slice: Slice, items: readonly Item[], run: Run): void {
  if (items.length === 0 && slice.min === 0) return;
  run.report(slice.place, {
    severity: 'information',
    code: 'not-supported',
    kind: 'slicing',
    key: slice.name,
    expected: `discriminators that tell slice ${slice.name}`,
    received: slice.how || 'none',
    message: `Not judged: slice ${slice.name} has no discriminator that its definition fixes.`,
  });
}
