import { isObject, type JsonObject, objects, string, strings } from './json-access.ts';

/** What a ValueSet's `compose` says; see R4 valueset.html#compositions. */
export interface ValueSetFacts {
  readonly url: string;
  readonly version: string;
  readonly include: readonly Clause[];
  readonly exclude: readonly Clause[];
}

/** Codes of one system, or of the value sets named; where both are given, what is in all of them. */
export interface Clause {
  readonly system?: string;
  readonly version?: string;
  /** Absent: every code of the system that the filters let through. */
  readonly codes?: readonly string[];
  readonly filters?: readonly { readonly property: string; readonly op: string; readonly value: string }[];
  readonly valueSets?: readonly string[];
}

export interface CodeSystemFacts {
  readonly url: string;
  readonly version: string;
  readonly content: 'complete' | 'not-present' | 'example' | 'fragment' | 'supplement';
  readonly caseSensitive: boolean;
  /** Codes, each with its parents; codes at the top have none. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
}

/** Where value sets and code systems come from; canonical URLs with or without `|version`. */
export interface TerminologyFacts {
  valueSet(canonical: string): ValueSetFacts | undefined;
  codeSystem(canonical: string): CodeSystemFacts | undefined;
  /** Every version at hand of a code system. */
  codeSystems(url: string): readonly CodeSystemFacts[];
}

const CONTENTS = ['complete', 'not-present', 'example', 'fragment', 'supplement'] as const;

/**
 * Reads a ValueSet resource.
 *
 * @throws Error of one line when it has no url
 */
export function readValueSet(resource: JsonObject): ValueSetFacts {
  const url = string(resource.url);
  if (!url) throw new Error(`ValueSet ${string(resource.id) ?? ''} has no url`);
  const compose = isObject(resource.compose) ? resource.compose : {};
  return {
    url,
    version: string(resource.version) ?? '',
    include: objects(compose.include).map(readClause),
    exclude: objects(compose.exclude).map(readClause),
  };
}

function readClause(clause: JsonObject): Clause {
  const system = string(clause.system);
  const version = string(clause.version);
  const concepts = objects(clause.concept);
  const filters = objects(clause.filter);
  const valueSets = strings(clause.valueSet);
  return {
    ...(system ? { system } : {}),
    ...(version ? { version } : {}),
    ...(concepts.length > 0 ? { codes: concepts.flatMap(({ code }) => string(code) ?? []) } : {}),
    ...(filters.length > 0
      ? {
          filters: filters.map(({ property, op, value }) => ({
            property: string(property) ?? '',
            op: string(op) ?? '',
            value: string(value) ?? '',
          })),
        }
      : {}),
    ...(valueSets.length > 0 ? { valueSets } : {}),
  };
}

/**
 * Reads a CodeSystem resource. A hierarchy may be given by nesting or by the property `parent` or `subsumedBy`
 * (R4 codesystem.html#hierarchy); both are understood.
 *
 * @throws Error of one line when it has no url
 */
export function readCodeSystem(resource: JsonObject): CodeSystemFacts {
  const url = string(resource.url);
  if (!url) throw new Error(`CodeSystem ${string(resource.id) ?? ''} has no url`);
  const codes = new Map<string, string[]>();
  const add = (concepts: unknown, parent: string | undefined): void => {
    for (const concept of objects(concepts)) {
      const code = string(concept.code);
      if (code === undefined) continue;
      const said = objects(concept.property).flatMap((property) =>
        property.code === 'parent' || property.code === 'subsumedBy'
          ? (string(property.valueCode) ?? [])
          : [],
      );
      const parents = new Set([
        ...(codes.get(code) ?? []),
        ...(parent === undefined ? [] : [parent]),
        ...said,
      ]);
      codes.set(code, [...parents]);
      add(concept.concept, code);
    }
  };
  add(resource.concept, undefined);
  return {
    url,
    version: string(resource.version) ?? '',
    content: CONTENTS.find((item) => item === resource.content) ?? 'not-present',
    caseSensitive: resource.caseSensitive !== false,
    codes,
  };
}
