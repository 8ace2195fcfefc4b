import type { FhirResource } from 'fhir/r4.js';
import { directoryBase } from '../../../fhir/bases.ts';
import { rememberBy } from '../../../fhir/remember.ts';
import type { Population } from '../../../population.ts';
import type { Defect } from '../../defect.ts';

/**
 * Spoils what the population gives out. Each resource is changed once, so that whatever is kept by identity still
 * is.
 */
export function changeData(
  part: 'member' | 'directory' | 'all',
  change: (resource: FhirResource) => FhirResource,
): NonNullable<Defect['ports']> {
  const changeOne = rememberBy(change);
  const changeAll = rememberBy((resources: readonly FhirResource[]) => resources.map(changeOne));
  return {
    population: (clean) => ({
      ...delegate(clean),
      compartment(patientId, asOf) {
        const resources = clean.compartment(patientId, asOf);
        return part === 'directory' ? resources : changeAll(resources);
      },
      directory(asOf) {
        const resources = clean.directory(asOf);
        return part === 'member' ? resources : changeAll(resources);
      },
      history(reference, asOf) {
        const [type = ''] = reference.split('/');
        const place = directoryBase.types.has(type) ? 'directory' : 'member';
        const past = clean.history(reference, asOf);
        return part === 'all' || part === place ? past.map(changeOne) : past;
      },
    }),
  };
}

function delegate(population: Population): Population {
  return {
    seed: population.seed,
    memberCount: population.memberCount,
    findMember: (userName) => population.findMember(userName),
    memberOfPatient: (patientId) => population.memberOfPatient(patientId),
    personas: () => population.personas(),
    compartment: (patientId, asOf) => population.compartment(patientId, asOf),
    directory: (asOf) => population.directory(asOf),
    supporting: (reference, asOf) => population.supporting(reference, asOf),
    history: (reference, asOf) => population.history(reference, asOf),
    supportingHistory: (reference, asOf) => population.supportingHistory(reference, asOf),
    deletions: (patientId, asOf) => population.deletions?.(patientId, asOf) ?? [],
  };
}

type Claim = Extract<FhirResource, { resourceType: 'ExplanationOfBenefit' }>;

/** Spoils the claims of members. */
export function changeClaims(change: (eob: Claim) => Claim): NonNullable<Defect['ports']> {
  return changeData('member', (resource) =>
    resource.resourceType === 'ExplanationOfBenefit' ? change(resource) : resource,
  );
}

/** A resource as if it had been published some days later. */
export function later<Resource extends FhirResource>(resource: Resource, days: number): Resource {
  const moment = Date.parse(resource.meta?.lastUpdated ?? '');
  return Number.isNaN(moment)
    ? resource
    : {
        ...resource,
        meta: { ...resource.meta, lastUpdated: new Date(moment + days * 86_400_000).toISOString() },
      };
}

/** Leaves resources out of every member's record. */
export function dropFromRecord(
  isLost: (resource: FhirResource, population: Population) => boolean,
): NonNullable<Defect['ports']> {
  return {
    population: (clean) => {
      const kept = rememberBy((resources: readonly FhirResource[]) =>
        resources.filter((one) => !isLost(one, clean)),
      );
      return {
        ...delegate(clean),
        compartment: (patientId, asOf) => kept(clean.compartment(patientId, asOf)),
      };
    },
  };
}
