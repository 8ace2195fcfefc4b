import type { FhirResource, Observation } from 'fhir/r4.js';
import type { Dialect } from '../context.ts';
import { rememberBy } from './remember.ts';

const labProfile = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab';
const labWebPage = 'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab';

/** The resource as the dialect shows it; searches look at this, so what is shown is what is found. */
export function asServed(resource: FhirResource, dialect: Dialect): FhirResource {
  if (dialect === 'standard' || resource.resourceType !== 'Observation') return resource;
  return withDocumentedProfile(resource);
}

/** The portal documentation shows laboratory results with the profile's web page in place of its canonical URL. */
const withDocumentedProfile = rememberBy((observation: Observation): Observation => {
  const profiles = observation.meta?.profile;
  if (!isLaboratory(observation) || !profiles?.some(isLabProfile)) return observation;
  const profile = profiles.map((url) => (isLabProfile(url) ? labWebPage : url));
  return { ...observation, meta: { ...observation.meta, profile } };
});

function isLaboratory({ category }: Observation): boolean {
  return category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory')) ?? false;
}

function isLabProfile(url: string): boolean {
  return url.split('|')[0] === labProfile;
}
