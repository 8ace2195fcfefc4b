import { InvalidSearch } from '../outcomes.ts';
import type { Include } from './include.ts';
import { readInclude } from './parse/include.ts';
import { invalid, type SearchTerm, unknownModifier } from './parse/term.ts';
import { isSortable, type SortKey } from './sort.ts';
import type { Subset } from './subset.ts';
import { searchParameters } from './table/index.ts';

export const defaultPageSize = 50;
export const maximumPageSize = 200;

/** How the result of a search is to look. */
export interface ResultShape {
  /** Matches per page; 0 asks for the total alone. */
  readonly pageSize: number;
  /** `_summary=count`: the total alone, whatever the size of pages. */
  readonly countOnly: boolean;
  readonly sort: readonly SortKey[];
  /** `undefined`: resources as they are. */
  readonly subset: Subset | undefined;
  readonly withTotal: boolean;
  readonly includes: readonly Include[];
}

export const plainShape: ResultShape = {
  pageSize: defaultPageSize,
  countOnly: false,
  sort: [],
  subset: undefined,
  withTotal: true,
  includes: [],
};

export interface ResultTerm extends SearchTerm {
  /** The type searched. */
  readonly type: string;
  readonly modifier: string | undefined;
}

interface ResultParameter {
  /** What it does, for the CapabilityStatement. */
  readonly documentation: string;
  /** What the value asks for, on top of `before`. */
  read(term: ResultTerm, before: ResultShape): Partial<ResultShape>;
  /** The value as it is used, where that may differ from what was sent. */
  used?(shape: ResultShape): string;
  readonly repeats?: true;
  readonly modifiers?: readonly string[];
}

const wholeNumber = /^\d+$/;
const mostSortKeys = 10;

/** The parameters that shape the result and do not narrow it (FHIR R4 search.html#Summary). */
export const resultParameters: ReadonlyMap<string, ResultParameter> = new Map<string, ResultParameter>([
  [
    '_count',
    {
      documentation: `Matches per page, ${maximumPageSize} at most, ${defaultPageSize} if not given; 0 gives the total alone.`,
      read: (term) => {
        if (!wholeNumber.test(term.value)) throw invalid(term, 'is not a whole number');
        return { pageSize: Math.min(Number(term.value), maximumPageSize) };
      },
      used: ({ pageSize }) => String(pageSize),
    },
  ],
  [
    '_sort',
    {
      documentation: 'Names of search parameters, the first counts most; a "-" in front reverses.',
      read: (term) => {
        const names = term.value.split(',');
        if (names.length > mostSortKeys) throw invalid(term, `has more than ${mostSortKeys} keys`);
        return { sort: names.map((name) => readSortKey(name, term)) };
      },
    },
  ],
  [
    '_summary',
    {
      documentation: 'Which part of the resources: true, text, data, count or false (all).',
      read: readSummary,
    },
  ],
  [
    '_elements',
    {
      documentation: 'Names of elements of the type searched; what is mandatory comes with them.',
      read: (term) => {
        const names = term.value.split(',');
        if (!names.every((name) => /^[A-Za-z]+$/.test(name))) {
          throw invalid(term, 'is no list of element names such as "identifier,name"');
        }
        return { subset: { part: 'elements', names } };
      },
    },
  ],
  [
    '_total',
    {
      documentation: 'accurate, estimate (which is accurate, too) or none.',
      read: (term) => {
        if (!['none', 'estimate', 'accurate'].includes(term.value)) {
          throw invalid(term, 'is none of none, estimate, accurate');
        }
        return { withTotal: term.value !== 'none' };
      },
    },
  ],
  [
    '_include',
    {
      documentation: 'Type:reference, Type:reference:Target, Type:* or *: brings what the matches refer to.',
      read: (term, { includes }) => ({ includes: [...includes, ...readInclude('forward', term)] }),
      repeats: true,
      modifiers: ['iterate'],
    },
  ],
  [
    '_revinclude',
    {
      documentation: 'Type:reference, Type:reference:Target, Type:* or *: brings what refers to the matches.',
      read: (term, { includes }) => ({ includes: [...includes, ...readInclude('reverse', term)] }),
      repeats: true,
      modifiers: ['iterate'],
    },
  ],
]);

/**
 * Understands one parameter that shapes the result.
 * @throws InvalidSearch for an unknown modifier or a value that cannot be processed
 */
export function readResultParameter(
  parameter: ResultParameter,
  term: ResultTerm,
  before: ResultShape,
): ResultShape {
  const { modifier } = term;
  if (modifier !== undefined && !parameter.modifiers?.includes(modifier))
    throw unknownModifier(term, modifier);
  return { ...before, ...parameter.read(term, before) };
}

/**
 * The part of a single resource that is asked for.
 * @throws InvalidSearch for a value that means nothing, such as a count, or both parameters at once
 */
export function subsetAskedFor(query: URLSearchParams, type: string): Subset | undefined {
  const asked = [...query].filter(([key]) => key === '_summary' || key === '_elements');
  const [first, second] = asked;
  if (!first) return undefined;
  const [key, value] = first;
  if (second) throw new InvalidSearch(second[0], second[1], `cannot be given beside "${key}"`);
  const term = { type, types: new Set<string>(), baseUrl: '', asOf: 0, key, value, modifier: undefined };
  const { subset, countOnly } = resultParameters.get(key)?.read(term, plainShape) ?? {};
  if (countOnly) throw new InvalidSearch(key, value, 'is for searches only');
  return subset;
}

function readSortKey(asked: string, term: ResultTerm): SortKey {
  const descending = asked.startsWith('-');
  const name = descending ? asked.slice(1) : asked;
  const row = searchParameters(term.type).get(name);
  if (!row || !isSortable(row)) {
    throw invalid(term, `names "${name}", by which ${term.type} cannot be sorted`);
  }
  return { name, row, descending };
}

function readSummary(term: ResultTerm): Partial<ResultShape> {
  switch (term.value) {
    case 'false':
      return {};
    case 'count':
      return { countOnly: true };
    case 'true':
      return { subset: { part: 'summary' } };
    case 'text':
    case 'data':
      return { subset: { part: term.value } };
    default:
      throw invalid(term, 'is none of true, text, data, count, false');
  }
}
