import type {
  Address,
  CodeableConcept,
  Coding,
  FhirResource,
  HumanName,
  Identifier,
  Period,
  Reference,
} from 'fhir/r4.js';
import { type DateRange, parseDate, parseInstant } from './date-range.ts';

export interface TokenValue {
  readonly system: string | undefined;
  readonly code: string | undefined;
}

export interface StringValue {
  readonly raw: string;
  /** Without case, accents and differences in blanks. */
  readonly folded: string;
}

export interface ReferenceValue {
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** As written, without a version. */
  readonly url: string | undefined;
}

interface ValuesByKind {
  readonly token: TokenValue;
  readonly string: StringValue;
  readonly date: DateRange;
  readonly reference: ReferenceValue;
  readonly uri: string;
}

export type ParameterKind = keyof ValuesByKind;

/** One kind of parameter: how it is matched, and what it looks at in a resource. */
export interface Parameter<Kind extends ParameterKind, Resource = FhirResource> {
  readonly kind: Kind;
  /** Ids are compared exactly; other tokens by the rule of their code system. */
  readonly exact?: true;
  values(resource: Resource): readonly ValuesByKind[Kind][];
}

export type SearchParameter<Resource = FhirResource> = {
  [Kind in ParameterKind]: Parameter<Kind, Resource>;
}[ParameterKind];

type Many<T> = T | readonly T[] | undefined;

function list<T>(many: T | readonly T[] | undefined): readonly T[] {
  if (many === undefined) return [];
  return Array.isArray(many) ? many : [many as T];
}

/** Folds a text for comparison (FHIR R4 search.html#string). */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export function strings(...texts: readonly (string | undefined)[]): StringValue[] {
  const present = texts.filter((text): text is string => text !== undefined && text !== '');
  return present.map((raw) => ({ raw, folded: fold(raw) }));
}

/** Any part of a name, and the whole (search parameter `name`). */
export function nameParts(names: Many<HumanName>): StringValue[] {
  return list(names).flatMap(({ family, given, prefix, suffix, text }) =>
    strings(family, ...(given ?? []), ...(prefix ?? []), ...(suffix ?? []), text),
  );
}

/** Any part of an address, and the whole (search parameter `address`). */
export function addressParts(addresses: Many<Address>): StringValue[] {
  return list(addresses).flatMap(({ line, city, district, state, postalCode, country, text }) =>
    strings(...(line ?? []), city, district, state, postalCode, country, text),
  );
}

/** One field of each address. */
export function addressField(
  addresses: Many<Address>,
  field: 'city' | 'state' | 'postalCode',
): StringValue[] {
  return list(addresses).flatMap((address) => strings(address[field]));
}

export function identifiers(many: Many<Identifier>): TokenValue[] {
  return list(many).map(({ system, value }) => ({ system, code: value }));
}

export function concepts(many: Many<CodeableConcept>): TokenValue[] {
  return list(many).flatMap(({ coding }) => codings(coding));
}

export function codings(many: Many<Coding>): TokenValue[] {
  return list(many).map(({ system, code }) => ({ system, code }));
}

/** An element of type `code`, whose system is the one its binding implies. */
export function code(value: string | undefined, system: string): TokenValue[] {
  return value === undefined ? [] : [{ system, code: value }];
}

/** Dates and dateTimes; what cannot be read is not found. */
export function dates(...texts: readonly (string | undefined)[]): DateRange[] {
  return texts.flatMap((text) => (text === undefined ? [] : list(parseDate(text))));
}

export function instants(...texts: readonly (string | undefined)[]): DateRange[] {
  return texts.flatMap((text) => (text === undefined ? [] : list(parseInstant(text))));
}

export function periods(...many: readonly (Period | undefined)[]): DateRange[] {
  return many.flatMap((period) => (period?.start || period?.end ? [periodRange(period)] : []));
}

function periodRange({ start, end }: Period): DateRange {
  return {
    low: (start === undefined ? undefined : parseDate(start)?.low) ?? Number.NEGATIVE_INFINITY,
    high: (end === undefined ? undefined : parseDate(end)?.high) ?? Number.POSITIVE_INFINITY,
  };
}

export function references(many: Many<Reference>): ReferenceValue[] {
  return list(many).map(({ reference }) => referenceValue(reference));
}

/** For `patient` parameters, which see references to a Patient only. */
export function patientReferences(many: Many<Reference>): ReferenceValue[] {
  return references(many).filter(({ type }) => type === 'Patient');
}

/** Takes a reference apart: `Type/id`, with or without a base in front and a version behind. */
export function referenceValue(reference: string | undefined): ReferenceValue {
  const url = reference?.replace(/\/_history\/[^/]*$/, '');
  const parts = url === undefined ? null : /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(url);
  return { type: parts?.[1], id: parts?.[2], url };
}
