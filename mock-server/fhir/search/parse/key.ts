import { referenceValues } from '../extract/references.ts';
import { searchParameters } from '../table/index.ts';
import type { ParameterRow } from '../table/row.ts';
import { type ChainLink, type Criterion, createPlainCriterion } from './criterion.ts';
import { isTarget } from './plain.ts';
import { invalid, type SearchTerm, unknownModifier } from './term.ts';

/** Chains and `_has` may be nested this deep: each level is a search of its own. */
const deepest = 5;

/** The part of a key that says whether the parameter is known at all. */
export function headOf(key: string): string {
  return /^[^:.]*/.exec(key)?.[0] ?? '';
}

export function isKnown(type: string, key: string): boolean {
  const head = headOf(key);
  return head === '_has' || searchParameters(type).has(head);
}

/**
 * Understands one search parameter: plain, chained (`practitioner.name`) or reverse chained (`_has:…`).
 * @returns `undefined` for an empty value, which asks for nothing
 * @throws InvalidSearch for what cannot be processed
 */
export function createCriterion(
  type: string,
  key: string,
  term: SearchTerm,
  depth = 0,
): Criterion | undefined {
  if (depth > deepest) throw invalid(term, `is nested deeper than ${deepest} levels`);
  if (headOf(key) === '_has') return createHas(type, key, term, depth);
  const dot = key.indexOf('.');
  const head = dot < 0 ? key : key.slice(0, dot);
  const colon = head.indexOf(':');
  const name = colon < 0 ? head : head.slice(0, colon);
  const modifier = colon < 0 ? undefined : head.slice(colon + 1);
  const row = searchParameters(type).get(name);
  if (!row) throw invalid(term, `leads to "${name}", which is no search parameter of ${type}`);
  if (dot < 0) return createPlainCriterion({ name, modifier, row }, term);
  const rest = key.slice(dot + 1);
  const links = createLinks(chainTargets(row, modifier, term), rest, term, depth);
  if (links.length === 0) {
    if (term.value.trim() === '') return undefined;
    throw invalid(term, `is chained to "${rest}", which is no search parameter of what "${name}" refers to`);
  }
  return { test: 'chain', name: key, values: referenceValues(row), links };
}

/** With several types at the other end, each that has the parameter is looked at (FHIR R4 search.html#chaining). */
function chainTargets(row: ParameterRow, modifier: string | undefined, term: SearchTerm): readonly string[] {
  if (row.kind !== 'reference') throw invalid(term, 'is chained although it is no reference');
  if (modifier === undefined) return row.targets ?? [...term.types];
  if (!isTarget(modifier, row, term)) throw unknownModifier(term, modifier);
  return [modifier];
}

function createLinks(targets: readonly string[], rest: string, term: SearchTerm, depth: number): ChainLink[] {
  return targets
    .filter((type) => term.types.has(type) && isKnown(type, rest))
    .flatMap((type) => {
      const criterion = createCriterion(type, rest, term, depth + 1);
      return criterion ? [{ type, criterion }] : [];
    });
}

/** `_has:[type]:[reference]:[parameter]` (FHIR R4 search.html#has). */
function createHas(type: string, key: string, term: SearchTerm, depth: number): Criterion | undefined {
  const [, source = '', name = '', rest = ''] = /^_has:([^:]*):([^:]*):(.+)$/.exec(key) ?? [];
  if (source === '') throw invalid(term, 'has not the form "_has:Type:reference:parameter"');
  if (!term.types.has(source)) throw invalid(term, `names "${source}", which is no type served here`);
  const row = searchParameters(source).get(name);
  if (row?.kind !== 'reference' || !isTarget(type, row, term)) {
    throw invalid(term, `names "${name}", by which no ${source} refers to ${type}`);
  }
  const criterion = createCriterion(source, rest, term, depth + 1);
  return criterion && { test: 'has', name: key, values: referenceValues(row), type: source, criterion };
}
