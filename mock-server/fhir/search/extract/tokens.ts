import type { ElementRow, ParameterRow } from '../table/row.ts';
import { createExtractors } from './extractor.ts';
import { type StringValue, stringValue } from './strings.ts';
import { isNode, member, members, type Node, textMember } from './walk.ts';

export interface TokenValue {
  readonly system: string | undefined;
  readonly code: string | undefined;
  /** Ids are compared exactly; other tokens by the rule of their code system. */
  readonly exact?: true;
}

/** An Identifier together with one coding of its type, for the modifier `:of-type`. */
export interface TypedValue {
  readonly type: TokenValue;
  readonly value: string;
}

export const tokenValues = createExtractors<TokenValue>(readTokens);

/** The texts that go with tokens, for the modifier `:text` (FHIR R4 search.html#token). */
export const tokenTexts = createExtractors<StringValue>((node, { type }) => {
  if (!isNode(node)) return [];
  if (type === 'Coding') return texts(node, 'display');
  const concept =
    type === 'Identifier' ? member(node, 'type') : type === 'CodeableConcept' ? node : undefined;
  if (!concept) return [];
  if (type === 'Identifier') return texts(concept, 'text');
  return [...texts(concept, 'text'), ...codings(concept).flatMap((coding) => texts(coding, 'display'))];
});

export const typedValues = createExtractors<TypedValue>((node, { type }) => {
  if (type !== 'Identifier' || !isNode(node)) return [];
  const value = textMember(node, 'value');
  const concept = member(node, 'type');
  if (value === undefined || !concept) return [];
  return codings(concept).map((coding) => ({ type: codingToken(coding), value }));
});

export function hasIdentifiers({ elements }: ParameterRow): boolean {
  return elements.some(({ type }) => type === 'Identifier');
}

export function identifierToken(node: Node): TokenValue {
  return { system: textMember(node, 'system'), code: textMember(node, 'value') };
}

function readTokens(node: unknown, { type, system }: ElementRow): readonly TokenValue[] {
  if (typeof node === 'boolean') return [{ system: undefined, code: String(node) }];
  if (typeof node === 'string') {
    return [type === 'id' ? { system: undefined, code: node, exact: true } : { system, code: node }];
  }
  if (!isNode(node)) return [];
  if (type === 'Identifier') return [identifierToken(node)];
  return type === 'CodeableConcept' ? codings(node).map(codingToken) : [codingToken(node)];
}

function codings(concept: Node): readonly Node[] {
  return members(concept, 'coding').filter(isNode);
}

function codingToken(node: Node): TokenValue {
  return { system: textMember(node, 'system'), code: textMember(node, 'code') };
}

function texts(node: Node, name: string): readonly StringValue[] {
  const text = textMember(node, name);
  return text === undefined ? [] : [stringValue(text)];
}
