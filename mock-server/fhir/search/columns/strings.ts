import type { StringValue } from '../extract/strings.ts';
import type { StringMode } from '../parse/criterion.ts';
import { type Column, createIndexes, type Mark, Postings } from './column.ts';

interface StringIndex {
  readonly exact: Postings<string>;
  readonly folded: Postings<string>;
  /** The folded texts in code unit order. */
  readonly ordered: readonly string[];
}

const stringIndexes = createIndexes(({ values, owners }: Column<StringValue>): StringIndex => {
  const exact = new Postings<string>();
  const folded = new Postings<string>();
  for (const [index, value] of values.entries()) {
    const owner = owners[index] ?? 0;
    exact.add(value.raw, owner);
    folded.add(value.folded, owner);
  }
  return { exact, folded, ordered: [...folded.keys()].sort() };
});

export function markStrings(
  [resources, values]: Parameters<typeof stringIndexes>,
  text: string,
  mode: StringMode,
  mark: Mark,
): void {
  const { exact, folded, ordered } = stringIndexes(resources, values);
  const markAll = (positions: readonly number[]) => {
    for (const position of positions) mark(position);
  };
  if (mode === 'exact') {
    markAll(exact.get(text));
  } else if (mode === 'contains') {
    for (const one of ordered) if (one.includes(text)) markAll(folded.get(one));
  } else {
    for (let at = firstFrom(ordered, text); ordered[at]?.startsWith(text); at += 1) {
      markAll(folded.get(ordered[at] ?? ''));
    }
  }
}

/** Where the first text not before `sought` stands. */
function firstFrom(ordered: readonly string[], sought: string): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] ?? '') < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}
