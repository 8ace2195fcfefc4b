import type { DefinitionSource, ElementDefinition } from '../definition.ts';
import type { Check, Place, Run } from '../run.ts';
import type { TreeNode, Trees } from '../tree.ts';

/** What a rule is compiled from: an element seen as one of its types. */
export interface RuleInput {
  readonly element: ElementDefinition;
  /** The FHIR type of the value; empty for an element defined by contentReference. */
  readonly type: string;
  /** What the walk judges the value by beside this: rules that stand there too are not repeated. */
  readonly over: ElementDefinition | undefined;
  /** The element in the base definition of its resource or data type. */
  readonly base: TreeNode | undefined;
  readonly place: Place;
  readonly engine: Engine;
}

/** A rule file exports one of these; no checks when the element has no such rule. */
export type Rule = (input: RuleInput) => readonly Check[];

/** Records what is wrong with a value. */
export type Judge = (value: unknown, run: Run) => void;

/** What rules may ask of the validator that compiles them. */
export interface Engine {
  readonly source: DefinitionSource;
  readonly trees: Trees;
  /** Judges a value by what a profile asks beyond the base type; undefined when the profile is unknown. */
  profile(canonical: string): Judge | undefined;
}
