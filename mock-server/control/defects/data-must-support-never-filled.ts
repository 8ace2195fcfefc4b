import type { FhirResource } from 'fhir/r4.js';
import type { Defect } from '../defect.ts';
import { changeData } from './support/data.ts';

export const dataMustSupportNeverFilled: Defect = {
  name: 'data.must-support-never-filled',
  summary: 'One element that the guides call must-support is never filled.',
  clause: 'FHIR R4 conformance-rules.html#mustSupport',
  ports: changeData('all', (resource) => {
    const dropped = NEVER[resource.resourceType];
    if (dropped === undefined) return resource;
    const { [dropped]: _, ...rest } = { ...resource } as Record<string, unknown>;
    return rest as unknown as FhirResource;
  }),
};

const NEVER: Readonly<Record<string, string>> = {
  Patient: 'telecom',
  Coverage: 'period',
  ExplanationOfBenefit: 'billablePeriod',
  Observation: 'performer',
  RelatedPerson: 'telecom',
  Condition: 'recordedDate',
  Encounter: 'participant',
  Procedure: 'performedDateTime',
  MedicationRequest: 'dosageInstruction',
  Immunization: 'statusReason',
  AllergyIntolerance: 'reaction',
  DiagnosticReport: 'result',
  CareTeam: 'participant',
  CarePlan: 'text',
  Goal: 'target',
  DocumentReference: 'context',
  Device: 'udiCarrier',
  Practitioner: 'telecom',
  PractitionerRole: 'telecom',
  Organization: 'telecom',
  HealthcareService: 'telecom',
  Location: 'telecom',
  InsurancePlan: 'contact',
  OrganizationAffiliation: 'telecom',
  Endpoint: 'contact',
};
