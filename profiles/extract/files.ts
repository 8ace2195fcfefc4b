import { isDeepStrictEqual } from 'node:util';
import { Catalog, splitCanonical } from '../catalog.ts';
import type { Definition } from '../engine/definition.ts';
import type { ValueSetFacts } from '../engine/terminology-facts.ts';
import type { GuideId, GuideIndex, SearchParameterFacts } from '../guides.ts';
import { createPin, pinDefinition, pinnableVersions, pinValueSet } from '../pinning.ts';
import { fromTable, type Table, toTable } from '../tables/table.ts';
import { writeCodeSystemRow, writeValueSetRow } from '../tables/terminology-rows.ts';
import type { GuideContent } from './guides.ts';
import { list, record } from './lines.ts';
import { RESOURCE_TYPES } from './schema.ts';
import { readSearchParameter } from './search-parameters.ts';
import { readServerRequirements } from './server-requirements.ts';
import { boundValueSets } from './value-sets.ts';

const STRUCTURES = 'http://hl7.org/fhir/StructureDefinition/';

/** The files of each guide's folder: texts by name. */
export function guideFiles(
  guides: readonly GuideContent[],
): { id: GuideId; files: ReadonlyMap<string, string> }[] {
  const catalogs = {
    definition: new Catalog<Definition>(),
    valueSet: new Catalog<ValueSetFacts>(),
    codeSystem: new Catalog<unknown>(),
  };
  const pinned = guides.map((guide) => {
    for (const item of guide.definitions) catalogs.definition.add(item.url, item.version, item);
    for (const item of guide.valueSets) catalogs.valueSet.add(item.url, item.version, item);
    for (const item of guide.codeSystems) catalogs.codeSystem.add(item.url, item.version, item);
    return pinGuide(guide, catalogs);
  });
  const finished = new Catalog<Definition>();
  for (const { definitions } of pinned) {
    for (const item of definitions) finished.add(item.url, item.version, item);
  }
  const bound = boundValueSets(pinned);
  return pinned.map((guide) => ({
    id: guide.id,
    files: new Map([
      ...definitionFiles(guide, finished),
      ...terminologyFiles(guide, bound),
      ['search-parameters.json', list(searchParameters(guide))],
      ...serverFiles(guide),
    ]),
  }));
}

function serverFiles({ server }: GuideContent): [string, string][] {
  return server ? [['server.json', list(readServerRequirements(server))]] : [];
}

/** All of a guide; of R4's, those of the resource types that payer APIs serve. */
function searchParameters({ id, searchParameters }: GuideContent): SearchParameterFacts[] {
  const all = searchParameters.map(readSearchParameter);
  if (id !== 'r4') return all;
  const served = new Set([...RESOURCE_TYPES, 'Resource', 'DomainResource']);
  return all
    .map((parameter) => ({ ...parameter, base: parameter.base.filter((type) => served.has(type)) }))
    .filter(({ base }) => base.length > 0);
}

function pinGuide(
  guide: GuideContent,
  catalogs: Readonly<Record<'definition' | 'valueSet' | 'codeSystem', Catalog<unknown>>>,
): GuideContent {
  // R4 stands in one version: nothing to choose.
  const versions = guide.id === 'r4' ? [] : pinnableVersions(guide.version, guide.dependencies);
  const pinTo = (catalog: Catalog<unknown>) =>
    createPin((canonical) => catalog.exact(canonical) !== undefined, versions);
  const pins = {
    definition: pinTo(catalogs.definition),
    valueSet: pinTo(catalogs.valueSet),
    codeSystem: pinTo(catalogs.codeSystem),
  };
  return {
    ...guide,
    definitions: guide.definitions.map((definition) => pinDefinition(definition, pins)),
    valueSets: guide.valueSets.map((valueSet) => pinValueSet(valueSet, pins)),
  };
}

function definitionFiles(guide: GuideContent, all: Catalog<Definition>): Map<string, string> {
  const lookUp = (canonical: string): Definition | undefined => all.find(canonical);
  const byFile = new Map<string, Table[]>();
  for (const definition of guide.definitions) {
    if (definition.version !== guide.version) {
      throw new Error(`${definition.url} has version ${definition.version}, its guide ${guide.version}`);
    }
    const over = definition.base && !lookUp(definition.base) ? `${STRUCTURES}${definition.type}` : undefined;
    const table = toTable(definition, lookUp, over);
    if (!isDeepStrictEqual(fromTable(table, lookUp), definition)) {
      throw new Error(`the table of ${definition.url} does not give it back`);
    }
    const file = fileOf(guide, definition);
    byFile.set(file, [...(byFile.get(file) ?? []), table]);
  }
  const definitions = Object.fromEntries(
    [...byFile]
      .flatMap(([file, tables]) => tables.map(({ url }): [string, string] => [url, file]))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
  const index: GuideIndex = { package: guide.package, version: guide.version, definitions };
  const files = new Map([['index.json', record(index)]]);
  for (const [file, tables] of byFile) files.set(file, list(tables, record));
  return files;
}

/** A file each; the several hundred standard extensions of R4, a few lines long, share one. */
function fileOf(guide: GuideContent, { url, type, derivation }: Definition): string {
  if (guide.id === 'r4' && type === 'Extension' && derivation === 'constraint')
    return 'definitions/extensions.json';
  return `definitions/${url.slice(url.lastIndexOf('/') + 1)}.json`;
}

function terminologyFiles(guide: GuideContent, bound: ReadonlySet<string>): [string, string][] {
  const valueSets = guide.valueSets.filter(
    ({ url }) => guide.id !== 'r4' || bound.has(splitCanonical(url).url),
  );
  const codeSystems = guide.codeSystems.filter(
    ({ content, url }) =>
      guide.id !== 'r4' || content === 'complete' || content === 'fragment' || bound.has(url),
  );
  const byUrl = (left: { url: string }, right: { url: string }): number => (left.url < right.url ? -1 : 1);
  return [
    ['value-sets.json', list([...valueSets].sort(byUrl).map(writeValueSetRow))],
    ['code-systems.json', list([...codeSystems].sort(byUrl).map(writeCodeSystemRow))],
  ];
}
