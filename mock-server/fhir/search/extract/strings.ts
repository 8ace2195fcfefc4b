import type { DataType } from '../table/row.ts';
import { createExtractors } from './extractor.ts';
import { isNode, members } from './walk.ts';

export interface StringValue {
  readonly raw: string;
  /** Without case, accents and differences in blanks. */
  readonly folded: string;
}

/** Folds a text for comparison (FHIR R4 search.html#string). */
export function fold(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return plain.toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

export function stringValue(raw: string): StringValue {
  return { raw, folded: fold(raw) };
}

/** The text fields that a search of the type looks at (FHIR R4 search.html#string). */
const fields: Readonly<Partial<Record<DataType, readonly string[]>>> = {
  HumanName: ['family', 'given', 'prefix', 'suffix', 'text'],
  Address: ['line', 'city', 'district', 'state', 'postalCode', 'country', 'text'],
};

export const stringValues = createExtractors<StringValue>((node, { type }) => {
  const parts = fields[type];
  const found = parts && isNode(node) ? parts.flatMap((name) => members(node, name)) : [node];
  return found.flatMap((one) => (typeof one === 'string' && one !== '' ? [stringValue(one)] : []));
});
