import { readFileSync } from 'node:fs';
import { Catalog } from './catalog.ts';
import type { Definition, DefinitionSource } from './engine/definition.ts';
import { createTerminology } from './engine/terminology.ts';
import type { CodeSystemFacts, TerminologyFacts, ValueSetFacts } from './engine/terminology-facts.ts';
import {
  GUIDES,
  type GuideId,
  type GuideIndex,
  type ResourceRequirements,
  type SearchParameterFacts,
} from './guides.ts';
import type { FhirPackage } from './packages.ts';
import { createPin, pinDefinition, pinnableVersions, pinValueSet } from './pinning.ts';
import { fromTable, type Table } from './tables/table.ts';
import {
  type CodeSystemRow,
  readCodeSystemRow,
  readValueSetRow,
  type ValueSetRow,
} from './tables/terminology-rows.ts';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

/** A source of definitions that a package source can build on. */
export interface LayeredSource extends DefinitionSource {
  readonly facts: TerminologyFacts;
  /** Whether a definition, value set or code system of exactly that `url|version` is there. */
  has(kind: 'definition' | 'valueSet' | 'codeSystem', canonical: string): boolean;
}

let tables: LayeredSource | undefined;

/**
 * The tables that come with this package: FHIR R4, US Core 3.1.1 and 6.1.0, CARIN BB 1.1.0 and 2.0.0, Plan-Net
 * 1.1.0. Files are read when something in them is first asked for. A look-up prefers the exact version, then the
 * highest; within a guide, canonicals are pinned to the versions that the guide depends on.
 */
export function tableSource(): LayeredSource {
  tables ??= createTableSource();
  return tables;
}

/** The search parameters of one guide. */
export const searchParameters = (guide: GuideId): readonly SearchParameterFacts[] =>
  readTable(guide, 'search-parameters.json');

/** What a guide asks of servers, by resource type. */
export const serverRequirements = (guide: Exclude<GuideId, 'r4'>): readonly ResourceRequirements[] =>
  readTable(guide, 'server.json');

function readTable<T>(guide: GuideId, file: string): T {
  return JSON.parse(readFileSync(new URL(`./${guide}/${file}`, import.meta.url), 'utf8'));
}

function createTableSource(): LayeredSource {
  const definitions = new Catalog<() => Definition>();
  const lookUp = (canonical: string): Definition | undefined => definitions.find(canonical)?.();
  for (const guide of GUIDES) {
    const index = readTable<GuideIndex>(guide, 'index.json');
    const files = new Map<string, Table[]>();
    for (const [url, file] of Object.entries(index.definitions)) {
      definitions.add(
        url,
        index.version,
        once(() => {
          const held = files.get(file) ?? readTable<Table[]>(guide, file);
          files.set(file, held);
          const table = held.find((candidate) => candidate.url === url);
          if (!table) throw new Error(`${guide}/${file} holds no table of ${url}`);
          return fromTable(table, lookUp);
        }),
      );
    }
  }
  const valueSets = once(() => {
    const catalog = new Catalog<ValueSetFacts>();
    for (const guide of GUIDES) {
      for (const row of readTable<ValueSetRow[]>(guide, 'value-sets.json')) {
        catalog.add(row.url, row.version, readValueSetRow(row));
      }
    }
    return catalog;
  });
  const codeSystems = once(() => {
    const catalog = new Catalog<() => CodeSystemFacts>();
    for (const guide of GUIDES) {
      for (const row of readTable<CodeSystemRow[]>(guide, 'code-systems.json')) {
        catalog.add(
          row.url,
          row.version,
          once(() => readCodeSystemRow(row)),
        );
      }
    }
    return catalog;
  });
  const facts: TerminologyFacts = {
    valueSet: (canonical) => valueSets().find(canonical),
    codeSystem: (canonical) => codeSystems().find(canonical)?.(),
    codeSystems: (url) =>
      codeSystems()
        .all(url)
        .map((read) => read()),
  };
  return {
    definition: lookUp,
    type: (name) => lookUp(STRUCTURES + name),
    terminology: createTerminology(facts),
    facts,
    has(kind, canonical) {
      if (kind === 'definition') return definitions.exact(canonical) !== undefined;
      return (kind === 'valueSet' ? valueSets() : codeSystems()).exact(canonical) !== undefined;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Packages, and beneath them what they do not hold themselves.
 *
 * @param packages what {@link loadPackage} gave, in any order
 * @param fallback where the R4 base and missing dependencies come from
 */
export function packageSource(
  packages: readonly FhirPackage[],
  fallback: LayeredSource = tableSource(),
): LayeredSource {
  const definitions = new Catalog<() => Definition>();
  const valueSets = new Catalog<() => ValueSetFacts>();
  const codeSystems = new Catalog<CodeSystemFacts>();
  const catalogs = { definition: definitions, valueSet: valueSets, codeSystem: codeSystems };
  const has: LayeredSource['has'] = (kind, canonical) =>
    catalogs[kind].exact(canonical) !== undefined || fallback.has(kind, canonical);
  for (const { version, dependencies, ...held } of packages) {
    const versions = pinnableVersions(version, dependencies);
    const pins = {
      definition: createPin((canonical) => has('definition', canonical), versions),
      valueSet: createPin((canonical) => has('valueSet', canonical), versions),
      codeSystem: createPin((canonical) => has('codeSystem', canonical), versions),
    };
    for (const item of held.definitions) {
      definitions.add(
        item.url,
        item.version,
        once(() => pinDefinition(item, pins)),
      );
    }
    for (const item of held.valueSets)
      valueSets.add(
        item.url,
        item.version,
        once(() => pinValueSet(item, pins)),
      );
    for (const item of held.codeSystems) codeSystems.add(item.url, item.version, item);
  }
  // The exact version counts wherever it is; only then does the highest version of the upper layer.
  const layered =
    <T>(kind: keyof typeof catalogs, own: Catalog<() => T>, below: (canonical: string) => T) =>
    (canonical: string): T =>
      own.exact(canonical)?.() ??
      (canonical.includes('|') && fallback.has(kind, canonical)
        ? below(canonical)
        : own.find(canonical)?.()) ??
      below(canonical);
  const lookUp = layered<Definition | undefined>('definition', definitions, (canonical) =>
    fallback.definition(canonical),
  );
  const facts: TerminologyFacts = {
    valueSet: layered<ValueSetFacts | undefined>('valueSet', valueSets, (canonical) =>
      fallback.facts.valueSet(canonical),
    ),
    codeSystem: (canonical) => {
      const own = codeSystems.exact(canonical);
      if (own) return own;
      if (canonical.includes('|') && fallback.has('codeSystem', canonical)) {
        return fallback.facts.codeSystem(canonical);
      }
      return codeSystems.find(canonical) ?? fallback.facts.codeSystem(canonical);
    },
    codeSystems: (url) => [...codeSystems.all(url), ...fallback.facts.codeSystems(url)],
  };
  return {
    definition: lookUp,
    type: (name) => lookUp(STRUCTURES + name),
    terminology: createTerminology(facts),
    facts,
    has,
  };
}
