import { InvalidSearch } from '../../outcomes.ts';
import type { DateRange } from '../extract/date-range.ts';
import { dateValues } from '../extract/dates.ts';
import type { Extractor } from '../extract/extractor.ts';
import { type PositionValue, positionValues, presentNodes, uriValues } from '../extract/others.ts';
import { type QuantityValue, quantityValues } from '../extract/quantities.ts';
import { type ReferenceValue, referenceIdentifiers, referenceValues } from '../extract/references.ts';
import { fold, type StringValue, stringValues } from '../extract/strings.ts';
import { type TokenValue, type TypedValue, tokenTexts, tokenValues, typedValues } from '../extract/tokens.ts';
import { modifiersOf } from '../table/modifiers.ts';
import type { ParameterKind, ParameterRow } from '../table/row.ts';
import { type DateQuery, parseDateQuery, parseNumber, parseQuantity, type QuantityQuery } from './ordered.ts';
import {
  isTarget,
  type NearQuery,
  parseNear,
  parseReference,
  parseToken,
  parseTyped,
  type ReferenceQuery,
  type TokenQuery,
  type TypedQuery,
} from './plain.ts';
import { invalid, type SearchTerm, splitUnescaped, unescapeText, unknownModifier } from './term.ts';

/** A value of a resource is sought that answers one of the alternatives. */
interface Sought<Test extends string, Value, Query> {
  readonly test: Test;
  /** Parameter name without modifier; of a chain the whole. */
  readonly name: string;
  readonly values: Extractor<Value>;
  /** OR-ed. */
  readonly alternatives: readonly Query[];
}

/** `folded` compares beginnings without case and accents. */
export type StringMode = 'folded' | 'exact' | 'contains';

/** One parameter of a search, understood. Criteria are AND-ed. */
export type Criterion =
  | (Sought<'token', TokenValue, TokenQuery> & { readonly negated: boolean })
  | Sought<'typed', TypedValue, TypedQuery>
  | (Sought<'string', StringValue, string> & { readonly mode: StringMode })
  | Sought<'date', DateRange, DateQuery>
  | Sought<'quantity', QuantityValue, QuantityQuery>
  | Sought<'reference', ReferenceValue, ReferenceQuery>
  | Sought<'uri', string, string>
  | Sought<'near', PositionValue, NearQuery>
  | (Omit<Sought<'missing', true, never>, 'alternatives'> & { readonly missing: boolean })
  | (Omit<Sought<'chain', ReferenceValue, never>, 'alternatives'> & { readonly links: readonly ChainLink[] })
  | (Omit<Sought<'has', ReferenceValue, never>, 'alternatives'> & ChainLink);

/** What has to be true of a resource of the type at the other end of a reference. */
export interface ChainLink {
  readonly type: string;
  readonly criterion: Criterion;
}

export interface PlainParameter {
  readonly name: string;
  readonly modifier: string | undefined;
  readonly row: ParameterRow;
}

/**
 * Understands one search parameter without a chain (FHIR R4 search.html#modifiers, #prefix, #escaping).
 * @returns `undefined` for an empty value, which asks for nothing
 * @throws InvalidSearch for an unknown modifier or a value that is not of the parameter's kind
 */
export function createPlainCriterion(plain: PlainParameter, term: SearchTerm): Criterion | undefined {
  const { name, modifier, row } = plain;
  const isType = modifier !== undefined && row.kind === 'reference' && isTarget(modifier, row, term);
  if (modifier !== undefined && !isType && !modifiersOf(row).includes(modifier)) {
    throw unknownModifier(term, modifier);
  }
  if (modifier === 'missing') {
    return { test: 'missing', name, values: presentNodes(row), missing: parseMissing(term) };
  }
  const parts = splitUnescaped(term.value, ',').filter((part) => part.trim() !== '');
  if (parts.length > mostAlternatives) {
    throw new InvalidSearch(
      term.key,
      parts[0] ?? '',
      `and more than ${mostAlternatives - 1} others is too much`,
      'too-costly',
    );
  }
  return parts.length === 0 ? undefined : creators[row.kind](plain, parts, term);
}

const mostAlternatives = 1000;

type Creator = (plain: PlainParameter, parts: readonly string[], term: SearchTerm) => Criterion;

const createQuantityCriterion =
  (parse: (value: string, term: SearchTerm) => QuantityQuery): Creator =>
  ({ name, row }, parts, term) => ({
    test: 'quantity',
    name,
    values: quantityValues(row),
    alternatives: parts.map((part) => parse(part, term)),
  });

const creators: Readonly<Record<ParameterKind, Creator>> = {
  token: ({ name, modifier, row }, parts, term) => {
    if (modifier === 'text') return createStringCriterion(name, tokenTexts(row), 'folded', parts);
    if (modifier === 'of-type') {
      const alternatives = parts.map((part) => parseTyped(part, term));
      return { test: 'typed', name, values: typedValues(row), alternatives };
    }
    const alternatives = parts.map((part) => parseToken(part, term));
    return { test: 'token', name, values: tokenValues(row), negated: modifier === 'not', alternatives };
  },
  string: ({ name, modifier, row }, parts) =>
    createStringCriterion(
      name,
      stringValues(row),
      modifier === 'exact' || modifier === 'contains' ? modifier : 'folded',
      parts,
    ),
  date: ({ name, row }, parts, term) => ({
    test: 'date',
    name,
    values: dateValues(row),
    alternatives: parts.map((part) => parseDateQuery(part, term)),
  }),
  reference: ({ name, modifier, row }, parts, term) => {
    if (modifier === 'identifier') {
      const alternatives = parts.map((part) => parseToken(part, term));
      return { test: 'token', name, values: referenceIdentifiers(row), negated: false, alternatives };
    }
    const alternatives = parts.map((part) => parseReference(part, modifier, row, term));
    return { test: 'reference', name, values: referenceValues(row), alternatives };
  },
  number: createQuantityCriterion(parseNumber),
  quantity: createQuantityCriterion(parseQuantity),
  uri: ({ name, row }, parts) => ({
    test: 'uri',
    name,
    values: uriValues(row),
    alternatives: parts.map(unescapeText),
  }),
  special: ({ name, row }, parts, term) => ({
    test: 'near',
    name,
    values: positionValues(row),
    alternatives: parts.map((part) => parseNear(part, term)),
  }),
};

function createStringCriterion(
  name: string,
  values: Extractor<StringValue>,
  mode: StringMode,
  parts: readonly string[],
): Criterion {
  const texts = parts.map(unescapeText);
  return { test: 'string', name, values, mode, alternatives: mode === 'exact' ? texts : texts.map(fold) };
}

function parseMissing(term: SearchTerm): boolean {
  if (term.value !== 'true' && term.value !== 'false') {
    throw invalid(term, 'needs "true" or "false" with the modifier ":missing"');
  }
  return term.value === 'true';
}
