import { join } from 'node:path';
import type { Definition } from '../engine/definition.ts';
import { type JsonObject, objects, string } from '../engine/json-access.ts';
import { readStructureDefinition } from '../engine/structure-definition.ts';
import {
  type CodeSystemFacts,
  readCodeSystem,
  readValueSet,
  type ValueSetFacts,
} from '../engine/terminology-facts.ts';
import type { GuideId } from '../guides.ts';
import { loadPackage } from '../packages.ts';
import { officialBaseDefinitions, resources } from './official-r4.ts';

/** What the tables of one guide are made from. */
export interface GuideContent {
  readonly id: GuideId;
  readonly package: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly definitions: readonly Definition[];
  readonly valueSets: readonly ValueSetFacts[];
  readonly codeSystems: readonly CodeSystemFacts[];
  readonly searchParameters: readonly JsonObject[];
  /** The CapabilityStatement that the guide has for servers; R4 itself has none. */
  readonly server: JsonObject | undefined;
}

const PACKAGES: Readonly<Record<Exclude<GuideId, 'r4'>, string>> = {
  'us-core/3.1.1': 'hl7.fhir.us.core-3.1.1.tgz',
  'us-core/6.1.0': 'hl7.fhir.us.core-6.1.0.tgz',
  'carin-bb/1.1.0': 'hl7.fhir.us.carin-bb-1.1.0.tgz',
  'carin-bb/2.0.0': 'hl7.fhir.us.carin-bb-2.0.0.tgz',
  'plan-net/1.1.0': 'hl7.fhir.us.davinci-pdex-plan-net-1.1.0.tgz',
};

/**
 * R4 first, then the guides in the order of their dependencies.
 *
 * @param directory where the packages of the guides are
 */
export async function readGuides(directory: string): Promise<GuideContent[]> {
  const guides = [readR4()];
  for (const [id, file] of Object.entries(PACKAGES)) {
    const loaded = await loadPackage(join(directory, file));
    for (const problem of loaded.problems) throw new Error(`${file}: ${problem}`);
    guides.push({
      id: id as GuideId,
      package: loaded.name,
      version: loaded.version,
      dependencies: loaded.dependencies,
      definitions: loaded.definitions,
      valueSets: loaded.valueSets,
      codeSystems: loaded.codeSystems,
      searchParameters: loaded.resources
        .map(({ resource }) => resource)
        .filter((resource) => resource.resourceType === 'SearchParameter'),
      server: loaded.resources.map(({ resource }) => resource).find(isServer),
    });
  }
  return guides;
}

function isServer({ resourceType, rest }: JsonObject): boolean {
  return resourceType === 'CapabilityStatement' && objects(rest).some(({ mode }) => mode === 'server');
}

function readR4(): GuideContent {
  const ofType = (list: readonly JsonObject[], type: string): JsonObject[] =>
    list.filter((resource) => resource.resourceType === type && string(resource.url));
  const structures = [
    ...officialBaseDefinitions(),
    ...resources('profiles-others'),
    ...resources('extension-definitions'),
  ];
  const terminology = ['valuesets', 'v3-codesystems', 'v2-tables'].flatMap(resources);
  return {
    id: 'r4',
    package: 'hl7.fhir.r4.core',
    version: '4.0.1',
    dependencies: {},
    definitions: ofType(structures, 'StructureDefinition').map(readStructureDefinition),
    valueSets: ofType(terminology, 'ValueSet').map(readValueSet),
    codeSystems: ofType(terminology, 'CodeSystem').map(readCodeSystem),
    searchParameters: ofType(resources('search-parameters'), 'SearchParameter'),
    server: undefined,
  };
}
