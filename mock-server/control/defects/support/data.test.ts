import type { Patient, Practitioner } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import type { Population } from '../../../population.ts';
import { changeData } from './data.ts';

const compartment: readonly Patient[] = [{ resourceType: 'Patient', id: 'p' }];
const directory: readonly Practitioner[] = [{ resourceType: 'Practitioner', id: 'd' }];

const clean: Population = {
  seed: 'seed',
  memberCount: 1,
  findMember: () => undefined,
  memberOfPatient: () => undefined,
  personas: () => [],
  compartment: () => compartment,
  directory: () => directory,
  supporting: () => undefined,
  history: (reference) => (reference.startsWith('Patient/') ? compartment : directory),
  supportingHistory: () => [],
};

function spoilt(part: 'member' | 'directory' | 'all'): Population {
  const changed = changeData(part, (resource) => ({ ...resource, id: 'changed' })).population?.(clean);
  if (!changed) throw new Error('the population is not decorated');
  return changed;
}

describe('changing what the population gives out', () => {
  it.each([
    ['member', 'changed', 'd'],
    ['directory', 'p', 'changed'],
    ['all', 'changed', 'changed'],
  ] as const)('reaches the %s part', (part, member, practitioner) => {
    const population = spoilt(part);
    expect(population.compartment('p', 0)[0]?.id).toBe(member);
    expect(population.directory(0)[0]?.id).toBe(practitioner);
  });

  it('gives out the same objects as long as the clean population does', () => {
    const population = spoilt('all');
    expect(population.compartment('p', 0)).toBe(population.compartment('p', 1));
    expect(population.directory(0)).toBe(population.directory(1));
  });

  it('leaves the clean data as it is', () => {
    spoilt('all').compartment('p', 0);
    expect(compartment[0]?.id).toBe('p');
  });
});
