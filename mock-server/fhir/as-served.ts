import type { FhirResource, Observation } from 'fhir/r4.js';
import type { Dialect } from '../context.ts';
import { rememberBy } from './remember.ts';

const labProfile = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-observation-lab';
const labWebPage = 'https://www.hl7.org/fhir/us/core/StructureDefinition-us-core-observation-lab';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';
const smokingStatus = '72166-2';

/** The resource as the dialect shows it; searches look at this, so what is shown is what is found. */
export function asServed(resource: FhirResource, dialect: Dialect): FhirResource {
  if (dialect === 'standard' || resource.resourceType !== 'Observation') return resource;
  return asDocumented(resource);
}

/**
 * Two slips of the portal documentation: laboratory results claim the profile's web page in place of its canonical
 * URL, and smoking status has a category code that its code system does not hold, beside the one of US Core.
 */
const asDocumented = rememberBy((observation: Observation): Observation => {
  if (isSmokingStatus(observation)) return withDocumentedCategory(observation);
  const profiles = observation.meta?.profile;
  if (!isLaboratory(observation) || !profiles?.some(isLabProfile)) return observation;
  const profile = profiles.map((url) => (isLabProfile(url) ? labWebPage : url));
  return { ...observation, meta: { ...observation.meta, profile } };
});

function isSmokingStatus({ code }: Observation): boolean {
  return code.coding?.some((coding) => coding.code === smokingStatus) ?? false;
}

function withDocumentedCategory(observation: Observation): Observation {
  const documented = { coding: [{ system: categorySystem, code: 'smoking-status' }] };
  return { ...observation, category: [...(observation.category ?? []), documented] };
}

function isLaboratory({ category }: Observation): boolean {
  return category?.some(({ coding }) => coding?.some(({ code }) => code === 'laboratory')) ?? false;
}

function isLabProfile(url: string): boolean {
  return url.split('|')[0] === labProfile;
}
