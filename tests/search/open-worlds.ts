import type { CapabilityStatement, FhirResource } from 'fhir/r4.js';
import { createPopulation } from '../../generators/population.ts';
import { askJson } from '../../mock-server/fhir/testing.ts';
import { type Cell, createCells } from './cells.ts';
import { loadDefinitions } from './definitions.ts';
import { withExtras } from './extras.ts';
import { createOracle, type Oracle } from './oracle.ts';
import { readRequired } from './required.ts';
import { directoryWorld, memberWorld, type World } from './world.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const definitions = loadDefinitions();
const required = readRequired();

export interface Opened {
  readonly world: World;
  readonly oracle: Oracle;
  readonly cells: readonly Cell[];
}

/**
 * The directory and one member of a population, ready to be searched.
 * @param third which third of the chains that no guide asks for
 */
export async function openWorlds(seed: string, third = 0): Promise<Opened[]> {
  const plain = createPopulation({ seed, members: 30, practitioners: 40 });
  const population = withExtras(plain, 'https://plan.example/ghp/fhir4/v1');
  const ids = plain.personas().map(({ patientId }) => patientId);
  const patientId = richest(ids, (id) => plain.compartment(id, now));
  const worlds = [directoryWorld({ population, now }), memberWorld({ population, now }, patientId)];
  const official = await definitions;
  return Promise.all(
    worlds.map(async (world) => {
      const oracle = createOracle(world, official);
      const { json } = await askJson(`${world.base.path}/metadata`, { population, at: now });
      const capability: CapabilityStatement = json;
      const cells = createCells({ world, oracle, definitions: official, capability, required, third });
      return { world, oracle, cells };
    }),
  );
}

/** The member with the most types and, among those, the fewest claims: brute force is slow. */
function richest(
  patientIds: readonly string[],
  compartment: (id: string) => readonly FhirResource[],
): string {
  const score = (id: string) => {
    const resources = compartment(id);
    return new Set(resources.map(({ resourceType }) => resourceType)).size * 10_000 - resources.length;
  };
  return patientIds.toSorted((a, b) => score(b) - score(a))[0] ?? '';
}
