import type { FhirResource } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

/** Optional in FHIR, mandatory in the profile of the guide. */
const MANDATORY: Readonly<Record<string, string>> = {
  Patient: 'identifier',
  Coverage: 'relationship',
  ExplanationOfBenefit: 'billablePeriod',
  Observation: 'category',
  Practitioner: 'active',
  PractitionerRole: 'active',
  Organization: 'active',
  HealthcareService: 'active',
  Location: 'name',
};

export const dataMandatoryElementMissing: Defect = {
  name: 'data.mandatory-element-missing',
  summary: 'Elements that FHIR leaves optional and the guides require are not filled.',
  clause: 'FHIR R4 profiling.html',
  ports: changeData('all', (resource) => {
    const mandatory = MANDATORY[resource.resourceType] ?? '';
    const kept = Object.entries(resource).filter(([name]) => name !== mandatory);
    return Object.fromEntries(kept) as unknown as FhirResource;
  }),
};
