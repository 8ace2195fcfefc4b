import type { ElementRow, ParameterRow } from '../table/row.ts';
import { createExtractors } from './extractor.ts';
import { identifierToken, type TokenValue } from './tokens.ts';
import { isNode, member, textMember } from './walk.ts';

export interface ReferenceValue {
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** As written, without a version. */
  readonly url: string;
}

export const referenceValues = createExtractors<ReferenceValue>((node, _element, row) => {
  const text = isNode(node) ? textMember(node, 'reference') : undefined;
  if (text === undefined) return [];
  const value = referenceValue(text);
  return isSeen(value.type, row) ? [value] : [];
});

/** The business identifiers that stand in references, for the modifier `:identifier`. */
export const referenceIdentifiers = createExtractors<TokenValue>((node, _element, row) => {
  const identifier = isNode(node) ? member(node, 'identifier') : undefined;
  if (!identifier || !isNode(node)) return [];
  const text = textMember(node, 'reference');
  const type = textMember(node, 'type') ?? (text === undefined ? undefined : referenceValue(text).type);
  return isSeen(type, row) ? [identifierToken(identifier)] : [];
});

/** Takes a reference apart: `Type/id`, with or without a base in front and a version behind. */
export function referenceValue(reference: string): ReferenceValue {
  const url = reference.replace(/\/_history\/[^/]*$/, '');
  const parts = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(url);
  return { type: parts?.[1], id: parts?.[2], url };
}

/** Whether the parameter looks at the node at all, for the modifier `:missing`. */
export function isSeenNode(node: unknown, { type }: ElementRow, row: ParameterRow): boolean {
  if (type !== 'Reference' || !row.filtered) return true;
  const text = isNode(node) ? textMember(node, 'reference') : undefined;
  return text !== undefined && isSeen(referenceValue(text).type, row);
}

function isSeen(type: string | undefined, { filtered, targets }: ParameterRow): boolean {
  return !filtered || targets?.some((target) => target === type) === true;
}
