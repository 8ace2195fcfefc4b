import type { ResourceType } from '../../bases.ts';

/** The types of search parameters that are served (FHIR R4 search.html#ptypes). */
export type ParameterKind =
  | 'token'
  | 'string'
  | 'date'
  | 'reference'
  | 'quantity'
  | 'number'
  | 'uri'
  | 'special';

/** The FHIR data types that parameters look at. */
export type DataType =
  | 'Address'
  | 'Age'
  | 'boolean'
  | 'code'
  | 'CodeableConcept'
  | 'Coding'
  | 'date'
  | 'dateTime'
  | 'decimal'
  | 'Duration'
  | 'HumanName'
  | 'id'
  | 'Identifier'
  | 'instant'
  | 'Period'
  | 'position'
  | 'Quantity'
  | 'Range'
  | 'Reference'
  | 'SampledData'
  | 'string'
  | 'Timing'
  | 'uri';

/** An element that a parameter looks at. */
export interface ElementRow {
  /** JSON names below the resource, joined by dots; arrays are looked through. `extension(url)` picks an extension. */
  readonly path: string;
  readonly type: DataType;
  /** For a `code`: the code system that its binding implies. */
  readonly system?: string;
}

/** One search parameter of a resource type, as a row of the table. */
export interface ParameterRow {
  readonly kind: ParameterKind;
  readonly elements: readonly ElementRow[];
  /** For references: the types that may be referred to; absent when it is any. */
  readonly targets?: readonly ResourceType[];
  /** For references: the parameter sees only references to its (single) target. */
  readonly filtered?: true;
}

/** Search parameters of one resource type by name. Names are case-sensitive. */
export type ParameterRows = Readonly<Record<string, ParameterRow>>;

/** A choice element such as `value[x]` has its type in the JSON name. */
function element(path: string, type: DataType, system?: string): ElementRow {
  const named = path.replace('[x]', () => `${type.charAt(0).toUpperCase()}${type.slice(1)}`);
  return { path: named, type, ...(system === undefined ? {} : { system }) };
}

const row =
  (kind: ParameterKind, type: DataType) =>
  (...paths: readonly string[]): ParameterRow => ({
    kind,
    elements: paths.map((path) => element(path, type)),
  });

export const concept = row('token', 'CodeableConcept');
export const coding = row('token', 'Coding');
export const identifier = row('token', 'Identifier');
export const flag = row('token', 'boolean');
export const text = row('string', 'string');
export const humanName = row('string', 'HumanName');
export const address = row('string', 'Address');
export const uri = row('uri', 'uri');
export const position = row('special', 'position');

/** @param system that the binding of the element implies */
export const code = (path: string, system: string): ParameterRow => ({
  kind: 'token',
  elements: [element(path, 'code', system)],
});

type DateType = 'date' | 'dateTime' | 'instant' | 'Period' | 'Timing';

export const date = (path: string, ...types: readonly DateType[]): ParameterRow => ({
  kind: 'date',
  elements: types.map((type) => element(path, type)),
});

type QuantityType = 'Age' | 'Duration' | 'Quantity' | 'Range' | 'SampledData';

export const quantity = (path: string, ...types: readonly QuantityType[]): ParameterRow => ({
  kind: 'quantity',
  elements: types.map((type) => element(path, type)),
});

/** One parameter that looks at what several others look at. */
export function either(first: ParameterRow, ...others: readonly ParameterRow[]): ParameterRow {
  return { ...first, elements: [first, ...others].flatMap(({ elements }) => elements) };
}

/** @param targets none when the element may refer to any type */
export const reference = (path: string, ...targets: readonly ResourceType[]): ParameterRow => ({
  kind: 'reference',
  elements: [element(path, 'Reference')],
  ...(targets.length === 0 ? {} : { targets }),
});

/** Only the references of the element that go to this type: `.where(resolve() is …)` in the definitions. */
export const referenceTo = (target: ResourceType, path: string): ParameterRow => ({
  ...reference(path, target),
  filtered: true,
});

/** `address` and its parts (FHIR R4 search.html#string). */
export const postal = (path: string): ParameterRows => ({
  address: address(path),
  'address-city': text(`${path}.city`),
  'address-country': text(`${path}.country`),
  'address-postalcode': text(`${path}.postalCode`),
  'address-state': text(`${path}.state`),
});
