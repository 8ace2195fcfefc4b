import type { Patient } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import type { Population } from '../population.ts';
import { overlaidPopulation } from './overlaid-population.ts';
import { Overlay } from './overlay.ts';

const version = (n: number): Patient => ({
  resourceType: 'Patient',
  id: 'ada',
  meta: { versionId: String(n), lastUpdated: new Date(n * 1000).toISOString() },
});
const ada = { userName: 'ada', password: 'x', patientId: 'ada', displayName: 'Ada' };
const upTo = (asOf: number) => [3, 2, 1].filter((n) => n * 1000 <= asOf).map(version);

const below: Population = {
  seed: 'by-hand',
  memberCount: 1,
  findMember: () => undefined,
  memberOfPatient: (id) => (id === 'ada' ? ada : undefined),
  personas: () => [],
  compartment: (_, asOf) => upTo(asOf).slice(0, 1),
  directory: () => [],
  supporting: () => undefined,
  history: (reference, asOf) => (reference === 'Patient/ada' ? upTo(asOf) : []),
  supportingHistory: () => [],
};

describe('the history of a resource', () => {
  const overlay = new Overlay(below);
  const population = overlaidPopulation(below, overlay);
  const versionsAt = (asOf: number) =>
    population.history('Patient/ada', asOf).map(({ meta }) => meta?.versionId);

  it('is the population’s own until something is written over it', () => {
    expect(versionsAt(2500)).toEqual(['2', '1']);
  });

  it('goes on from what was written, a deletion being no version that can be read', async () => {
    await overlay.put({ ...version(2), gender: 'other' }, 2500);
    await overlay.delete('Patient/ada', 2600);
    await overlay.put({ ...version(2), gender: 'female' }, 2700);
    expect(versionsAt(2400)).toEqual(['2', '1']);
    expect(versionsAt(2650)).toEqual(['3', '2', '1']);
    expect(versionsAt(9000)).toEqual(['5', '3', '2', '1']);
    expect(population.compartment('ada', 9000)[0]).toBe(population.history('Patient/ada', 9000)[0]);
  });
});
