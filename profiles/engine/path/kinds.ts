import type { Run } from '../run.ts';
import type { TreeNode, Trees } from '../tree.ts';
import type { Expression } from './parse.ts';
import type { Collection } from './values.ts';

/** What is known of the items of a collection before there is data. */
export interface Kind {
  /** FHIR type, or `System.Boolean`, `System.String`, `System.Integer`. */
  readonly type: string;
  /** The base definition's element, for types with children. */
  readonly node: TreeNode | undefined;
}

/** An expression as a closure over its focus; `kinds` is empty where the result is always the empty collection. */
export interface Compiled {
  readonly kinds: readonly Kind[];
  readonly evaluate: (focus: Collection, scope: Scope) => Collection;
}

export interface Scope {
  readonly run: Run;
  readonly context: Collection;
}

export interface Compilation {
  readonly trees: Trees;
  readonly memberOf: (items: Collection, valueSet: string) => Collection;
  readonly context: readonly Kind[];
  /** Type of `%resource`, where the definition says. */
  readonly resource: string | undefined;
}

export type Compile = (expression: Expression, focus: readonly Kind[]) => Compiled;

export const SYSTEM = {
  boolean: 'System.Boolean',
  string: 'System.String',
  integer: 'System.Integer',
} as const;
export const BOOLEAN: readonly Kind[] = [{ type: SYSTEM.boolean, node: undefined }];
