import type { CodeSystemFacts, ValueSetFacts } from '../engine/terminology-facts.ts';

/** A value set as it is kept in a file. */
export type ValueSetRow = Omit<ValueSetFacts, 'exclude'> & Partial<Pick<ValueSetFacts, 'exclude'>>;

/** A code system as it is kept in a file. */
export interface CodeSystemRow {
  readonly url: string;
  readonly version: string;
  /** Absent: complete. */
  readonly content?: CodeSystemFacts['content'];
  readonly caseSensitive?: false;
  readonly codes?: readonly string[];
  /** Parents of the codes that have any. */
  readonly parents?: Readonly<Record<string, readonly string[]>>;
}

const NO_PARENTS: readonly string[] = [];

export const writeValueSetRow = ({ exclude, ...row }: ValueSetFacts): ValueSetRow =>
  exclude.length > 0 ? { ...row, exclude } : row;

export const readValueSetRow = (row: ValueSetRow): ValueSetFacts => ({ exclude: [], ...row });

export function writeCodeSystemRow({
  url,
  version,
  content,
  caseSensitive,
  codes,
}: CodeSystemFacts): CodeSystemRow {
  const parents = [...codes].filter(([, above]) => above.length > 0);
  return {
    url,
    version,
    ...(content === 'complete' ? {} : { content }),
    ...(caseSensitive ? {} : { caseSensitive }),
    ...(codes.size > 0 ? { codes: [...codes.keys()] } : {}),
    ...(parents.length > 0 ? { parents: Object.fromEntries(parents) } : {}),
  };
}

export const readCodeSystemRow = (row: CodeSystemRow): CodeSystemFacts => ({
  url: row.url,
  version: row.version,
  content: row.content ?? 'complete',
  caseSensitive: row.caseSensitive ?? true,
  codes: new Map([
    ...(row.codes?.map((code) => [code, NO_PARENTS] as const) ?? []),
    ...Object.entries(row.parents ?? {}),
  ]),
});
