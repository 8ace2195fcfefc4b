import { hasIdentifiers } from '../extract/tokens.ts';
import type { ParameterKind, ParameterRow } from './row.ts';

/** Modifiers by kind of parameter, beside `:missing`, which all have (FHIR R4 search.html#modifiers). */
const byKind: Readonly<Partial<Record<ParameterKind, readonly string[]>>> = {
  token: ['not', 'text'],
  string: ['exact', 'contains'],
  reference: ['identifier'],
};

/** What may follow the name of the parameter; a reference also takes the name of a type that it may refer to. */
export function modifiersOf(row: ParameterRow): readonly string[] {
  const ofType = row.kind === 'token' && hasIdentifiers(row) ? ['of-type'] : [];
  return ['missing', ...(byKind[row.kind] ?? []), ...ofType];
}

/** Whether values of the parameter are compared with a prefix (FHIR R4 search.html#prefix). */
export function isOrdered({ kind }: ParameterRow): boolean {
  return kind === 'date' || kind === 'number' || kind === 'quantity';
}
