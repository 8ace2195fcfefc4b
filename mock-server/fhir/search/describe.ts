import type { CapabilityStatementRestResource, CapabilityStatementRestResourceSearchParam } from 'fhir/r4.js';
import { prefixes } from './compare.ts';
import { resultParameters } from './result-parameters.ts';
import { searchParameters } from './table/index.ts';
import { isOrdered, modifiersOf } from './table/modifiers.ts';
import type { ParameterRow } from './table/row.ts';

type SearchDescription = Required<
  Pick<CapabilityStatementRestResource, 'searchParam' | 'searchInclude' | 'searchRevInclude'>
>;

/**
 * What a search of the type takes, as the tables have it.
 * @param served the types that the base offers
 */
export function describeSearch(type: string, served: readonly string[]): SearchDescription {
  const parameters = [...searchParameters(type)];
  return {
    searchParam: parameters.map(([name, row]) => ({
      name,
      type: row.kind,
      documentation: documentation(row, served),
    })),
    searchInclude: withWildcards(
      type,
      parameters.flatMap(([name, row]) => includes(`${type}:${name}`, row, served)),
    ),
    searchRevInclude: ['*', ...served.flatMap((source) => revIncludes(source, type))],
  };
}

/** Parameters of searches of every type: those that shape the result, and reverse chains. */
export function describeResultParameters(): CapabilityStatementRestResourceSearchParam[] {
  return [
    {
      name: '_has',
      type: 'special',
      documentation:
        '_has:Type:reference:parameter finds what a resource of that type, which the parameter finds, refers to.',
    },
    ...Array.from(resultParameters, ([name, { documentation }]) => ({
      name,
      type: 'special' as const,
      documentation,
    })),
  ];
}

function documentation(row: ParameterRow, served: readonly string[]): string {
  const modifiers = modifiersOf(row).map((name) => `:${name}`);
  const targets = targetsOf(row, served);
  const isReference = row.kind === 'reference';
  return [
    `Modifiers: ${[...modifiers, ...(isReference ? [':[type]'] : [])].join(', ')}.`,
    ...(isOrdered(row) ? [`Prefixes: ${prefixes.join(', ')}.`] : []),
    ...(isReference && targets.length > 0 ? [`Chains to ${targets.join(', ')}.`] : []),
  ].join(' ');
}

function targetsOf({ kind, targets }: ParameterRow, served: readonly string[]): readonly string[] {
  if (kind !== 'reference') return [];
  return targets ? served.filter((type) => targets.some((target) => target === type)) : served;
}

/** Where there are several targets, each can be asked for alone. */
function includes(value: string, row: ParameterRow, served: readonly string[]): readonly string[] {
  const targets = targetsOf(row, served);
  if (targets.length === 0) return [];
  return [value, ...(targets.length > 1 ? targets.map((target) => `${value}:${target}`) : [])];
}

function withWildcards(type: string, values: readonly string[]): string[] {
  return values.length === 0 ? [] : ['*', `${type}:*`, ...values];
}

function revIncludes(source: string, type: string): readonly string[] {
  const names = Array.from(searchParameters(source), ([name, row]) =>
    targetsOf(row, [type]).length > 0 ? [`${source}:${name}`] : [],
  ).flat();
  return names.length > 0 ? [`${source}:*`, ...names] : [];
}
