import type { ReferenceValue } from '../extract/references.ts';
import { type Column, createIndexes, type Mark, Postings } from './column.ts';

/** Positions by reference as written: answers a search by reference, and what refers to a resource. */
export const referenceIndexes = createIndexes(({ values, owners }: Column<ReferenceValue>) => {
  const byUrl = new Postings<string>();
  for (const [index, { url }] of values.entries()) byUrl.add(url, owners[index] ?? 0);
  return byUrl;
});

export function markReferences(
  [resources, values]: Parameters<typeof referenceIndexes>,
  keys: readonly string[],
  mark: Mark,
): void {
  const byUrl = referenceIndexes(resources, values);
  for (const key of keys) for (const position of byUrl.get(key)) mark(position);
}
