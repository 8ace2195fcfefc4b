/** The guides whose tables come with this package, in the order of their dependencies. */
export const GUIDES = [
  'r4',
  'us-core/3.1.1',
  'us-core/6.1.0',
  'carin-bb/1.1.0',
  'carin-bb/2.0.0',
  'plan-net/1.1.0',
] as const;

/** A folder of tables. */
export type GuideId = (typeof GUIDES)[number];

/** `index.json` of a guide. */
export interface GuideIndex {
  readonly package: string;
  readonly version: string;
  /** Files of tables by canonical URL; a file may hold several tables. */
  readonly definitions: Readonly<Record<string, string>>;
}

/** One search parameter as its guide defines it; see R4 searchparameter.html. */
export interface SearchParameterFacts {
  readonly url: string;
  readonly code: string;
  readonly base: readonly string[];
  readonly type: string;
  readonly expression?: string;
  readonly comparators?: readonly string[];
  readonly modifiers?: readonly string[];
  /** Resource types that a reference parameter may point to. */
  readonly targets?: readonly string[];
  readonly chains?: readonly string[];
  readonly multipleOr?: boolean;
  readonly multipleAnd?: boolean;
}

/** A name and how strongly the guide asks for it. */
export type Expected = readonly [name: string, expectation: 'SHALL' | 'SHOULD' | 'MAY'];

/** What a guide asks of a server for one resource type; see R4 capabilitystatement.html. */
export interface ResourceRequirements {
  readonly type: string;
  readonly expectation: Expected[1];
  readonly interactions: readonly Expected[];
  readonly parameters: readonly Expected[];
  /** Parameters that are asked for together. */
  readonly combinations?: readonly {
    readonly parameters: readonly string[];
    readonly expectation: Expected[1];
  }[];
  /** Values of `_include`, such as `Coverage:payor`. */
  readonly includes?: readonly string[];
  readonly revIncludes?: readonly string[];
}
