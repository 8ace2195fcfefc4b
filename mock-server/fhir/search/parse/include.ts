import type { Include } from '../include.ts';
import { searchParameters } from '../table/index.ts';
import type { ParameterRow } from '../table/row.ts';
import { isTarget } from './plain.ts';
import { invalid, type SearchTerm } from './term.ts';

interface IncludeTerm extends SearchTerm {
  readonly type: string;
  readonly modifier: string | undefined;
}

/**
 * Understands the value of `_include` and `_revinclude` (FHIR R4 search.html#revinclude): `Type:reference`,
 * `Type:reference:Target`, `Type:*` or `*`.
 */
export function readInclude(direction: Include['direction'], term: IncludeTerm): Include[] {
  const parts = term.value.split(':');
  const iterate = term.modifier === 'iterate';
  const [source = '', name = '', target, ...rest] = term.value === '*' ? ['*', '*'] : parts;
  if (name === '' || target === '' || rest.length > 0) {
    throw invalid(term, 'has not the form "Type:reference" or "Type:reference:Target"');
  }
  const sources = source === '*' ? sourcesOfAll(direction, term) : [served(source, term)];
  const found = sources.flatMap((type) =>
    rowsOf(type, name, term)
      .filter((row) => target === undefined || isTarget(target, row, term))
      .map((row): Include => ({ direction, source: type, row, target, iterate })),
  );
  if (found.length > 0 || name === '*') return found;
  if (target === undefined) throw invalid(term, `names "${name}", which is no reference of ${source}`);
  throw invalid(term, `names "${target}", to which no ${source} refers by "${name}"`);
}

/** `*` stands for every reference: of the type searched, or of whatever refers to it. */
function sourcesOfAll(direction: Include['direction'], { type, types }: IncludeTerm): readonly string[] {
  return direction === 'forward' ? [type] : [...types];
}

function served(type: string, term: IncludeTerm): string {
  if (!term.types.has(type)) throw invalid(term, `names "${type}", which is no type served here`);
  return type;
}

function rowsOf(type: string, name: string, term: IncludeTerm): readonly ParameterRow[] {
  const rows = searchParameters(type);
  if (name !== '*') {
    const row = rows.get(name);
    if (row?.kind !== 'reference') throw invalid(term, `names "${name}", which is no reference of ${type}`);
    return [row];
  }
  return [...rows.values()].filter(({ kind }) => kind === 'reference');
}
