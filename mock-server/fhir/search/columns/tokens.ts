import type { TokenValue, TypedValue } from '../extract/tokens.ts';
import type { TokenQuery, TypedQuery } from '../parse/plain.ts';
import { type Column, createIndexes, type Mark, Postings } from './column.ts';

interface TokenIndex {
  readonly column: Column<TokenValue>;
  /** Indexes into the column by code in lower case, and by system. */
  readonly byCode: Postings<string>;
  readonly bySystem: Postings<string>;
}

const tokenIndexes = createIndexes((column: Column<TokenValue>): TokenIndex => {
  const byCode = new Postings<string>();
  const bySystem = new Postings<string>();
  for (const [index, { system = '', code }] of column.values.entries()) {
    if (code !== undefined) byCode.add(code.toLowerCase(), index);
    bySystem.add(system, index);
  }
  return { column, byCode, bySystem };
});

export function markTokens(
  [resources, values]: Parameters<typeof tokenIndexes>,
  query: TokenQuery,
  mark: Mark,
): void {
  const { column, byCode, bySystem } = tokenIndexes(resources, values);
  const { system, code } = query;
  const found = code === undefined ? bySystem.get(system ?? '') : byCode.get(code.toLowerCase());
  for (const index of found) {
    const value = column.values[index];
    const owner = column.owners[index];
    if (value && owner !== undefined && isToken(value, query)) mark(owner);
  }
}

const typedIndexes = createIndexes((column: Column<TypedValue>) => column);

export function markTyped(
  [resources, values]: Parameters<typeof typedIndexes>,
  { type, value }: TypedQuery,
  mark: Mark,
): void {
  const column = typedIndexes(resources, values);
  for (const [index, target] of column.values.entries()) {
    const owner = column.owners[index];
    if (owner === undefined || !isToken(target.type, type)) continue;
    if (target.value.toLowerCase() === value.toLowerCase()) mark(owner);
  }
}

/** `code`, `system|code`, `|code` and `system|` (FHIR R4 search.html#token). */
function isToken(value: TokenValue, { system, code }: TokenQuery): boolean {
  if (system !== undefined && system !== (value.system ?? '')) return false;
  if (code === undefined) return true;
  if (value.code === undefined) return false;
  if (value.code === code) return true;
  return !value.exact && !isCaseSensitive(value.system) && value.code.toLowerCase() === code.toLowerCase();
}

/**
 * HL7's own code systems and UCUM tell cases apart. The tables of HL7 v2 and the identifier systems below `sid` do
 * not say, and in doubt a server should not (FHIR R4 search.html#token).
 */
function isCaseSensitive(system: string | undefined): boolean {
  if (system === undefined) return false;
  return (
    /^http:\/\/hl7\.org\/fhir\/(?!sid\/)/.test(system) ||
    /^http:\/\/terminology\.hl7\.org\/(?!CodeSystem\/v2-)/.test(system) ||
    system === 'http://unitsofmeasure.org'
  );
}
