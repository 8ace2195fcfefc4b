import { type ReferenceValue, referenceValue } from '../extract/references.ts';
import type { ParameterRow } from '../table/row.ts';
import { invalid, type SearchTerm, splitUnescaped, unescapeText } from './term.ts';

export interface TokenQuery {
  /** `undefined`: any; `''`: only values without a system. */
  readonly system: string | undefined;
  /** `undefined`: any code of the system. */
  readonly code: string | undefined;
}

/** What `:of-type` asks for: the value of an identifier of the type. */
export interface TypedQuery {
  readonly type: TokenQuery;
  readonly value: string;
}

export interface ReferenceQuery extends Partial<ReferenceValue> {
  /** What a reference may say to be the one that is meant. */
  readonly keys: readonly string[];
}

export interface NearQuery {
  readonly latitude: number;
  readonly longitude: number;
  readonly meters: number;
}

/** `code`, `system|code`, `|code` and `system|` (FHIR R4 search.html#token). */
export function parseToken(value: string, term: SearchTerm): TokenQuery {
  const parts = splitUnescaped(value, '|').map(unescapeText);
  const [first = '', second] = parts;
  if (parts.length > 2) throw invalid(term, 'has more than one "|"; write "\\|" where it is part of a code');
  if (second === undefined) return { system: undefined, code: first };
  if (first === '' && second === '') throw invalid(term, 'names neither a system nor a code');
  return { system: first, code: second === '' ? undefined : second };
}

/** `system|code|value` of an identifier's type and value; all are needed (FHIR R4 search.html#token). */
export function parseTyped(value: string, term: SearchTerm): TypedQuery {
  const [system = '', code = '', last = '', ...rest] = splitUnescaped(value, '|').map(unescapeText);
  if (system === '' || code === '' || last === '' || rest.length > 0) {
    throw invalid(
      term,
      'needs system, code and value with the modifier ":of-type", such as system|MR|446053',
    );
  }
  return { type: { system, code }, value: last };
}

/** `id`, `Type/id` or an absolute URL (FHIR R4 search.html#reference). */
export function parseReference(
  escaped: string,
  modifier: string | undefined,
  row: ParameterRow,
  term: SearchTerm,
): ReferenceQuery {
  const text = unescapeText(escaped);
  const local = text.startsWith(`${term.baseUrl}/`) ? text.slice(term.baseUrl.length + 1) : text;
  if (/^[a-z][a-z0-9+.-]*:/i.test(local)) return { url: local, keys: [local] };
  if (/^[A-Za-z0-9\-.]{1,64}$/.test(local)) {
    const types = modifier === undefined ? (row.targets ?? [...term.types]) : [modifier];
    const keys = types.flatMap((type) => localKeys(type, local, term));
    return { ...(modifier === undefined ? {} : { type: modifier }), id: local, keys };
  }
  const { type, id, url } = referenceValue(local);
  if (type === undefined || id === undefined || url !== `${type}/${id}`) {
    throw invalid(term, 'is not a reference such as "Type/id"');
  }
  if (modifier !== undefined && modifier !== type) {
    throw invalid(term, `names the type ${type} although the modifier says ${modifier}`);
  }
  return { type, id, keys: localKeys(type, id, term) };
}

export function isTarget(type: string, { targets }: ParameterRow, { types }: SearchTerm): boolean {
  return targets ? targets.some((target) => target === type) : types.has(type);
}

function localKeys(type: string, id: string, { baseUrl }: Pick<SearchTerm, 'baseUrl'>): string[] {
  return [`${type}/${id}`, `${baseUrl}/${type}/${id}`];
}

/** Meters in the units of length that `near` takes (UCUM); without one it is kilometers. */
const meters: ReadonlyMap<string, number> = new Map([
  ['', 1000],
  ['km', 1000],
  ['m', 1],
  ['mi', 1609.344],
  ['[mi_i]', 1609.344],
  ['[mi_us]', 1609.3472187],
]);

const nearby = '50';

/** `latitude|longitude|distance|units` (FHIR R4 location.html#search); without a distance 50 km. */
export function parseNear(value: string, term: SearchTerm): NearQuery {
  const parts = splitUnescaped(value, '|').map(unescapeText);
  const [first = '', second = '', distance = '', units = ''] = parts;
  const latitude = degrees(first, 90);
  const longitude = degrees(second, 180);
  if (parts.length > 4 || latitude === undefined || longitude === undefined) {
    throw invalid(term, 'is not latitude|longitude|distance|units with degrees such as 37.33|-121.89|10|km');
  }
  const factor = meters.get(units);
  if (factor === undefined) {
    throw invalid(term, `has the units "${units}", which are none of km, m, mi, [mi_i], [mi_us]`);
  }
  const reach = distance === '' ? nearby : distance;
  if (!/^\d{1,9}(\.\d+)?$/.test(reach))
    throw invalid(term, `has the distance "${distance}", which is no number`);
  return { latitude, longitude, meters: Number(reach) * factor };
}

function degrees(text: string, limit: number): number | undefined {
  const value = /^[+-]?\d{1,3}(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= limit ? value : undefined;
}
