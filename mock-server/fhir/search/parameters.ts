import type { FhirResource } from 'fhir/r4.js';
import * as clinical from './clinical-parameters.ts';
import * as directory from './directory-parameters.ts';
import * as member from './member-parameters.ts';
import { instants, type SearchParameter } from './values.ts';

/** Search parameters of one resource type by name. Names are case-sensitive. */
export type ParametersOf<Resource> = Readonly<Record<string, SearchParameter<Resource>>>;

const common: ParametersOf<FhirResource> = {
  _id: { kind: 'token', exact: true, values: ({ id }) => [{ system: undefined, code: id }] },
  _lastUpdated: { kind: 'date', values: ({ meta }) => instants(meta?.lastUpdated) },
  _profile: { kind: 'uri', values: ({ meta }) => meta?.profile ?? [] },
};

const byType: Readonly<Record<string, ParametersOf<FhirResource>>> = {
  Patient: member.patientParameters,
  RelatedPerson: member.relatedPersonParameters,
  Coverage: member.coverageParameters,
  ExplanationOfBenefit: member.explanationOfBenefitParameters,
  Observation: member.observationParameters,
  Condition: clinical.conditionParameters,
  Encounter: clinical.encounterParameters,
  Procedure: clinical.procedureParameters,
  MedicationRequest: clinical.medicationRequestParameters,
  Immunization: clinical.immunizationParameters,
  AllergyIntolerance: clinical.allergyIntoleranceParameters,
  DiagnosticReport: clinical.diagnosticReportParameters,
  CareTeam: clinical.careTeamParameters,
  CarePlan: clinical.carePlanParameters,
  Goal: clinical.goalParameters,
  DocumentReference: clinical.documentReferenceParameters,
  Device: clinical.deviceParameters,
  Provenance: clinical.provenanceParameters,
  Practitioner: directory.practitionerParameters,
  PractitionerRole: directory.practitionerRoleParameters,
  Organization: directory.organizationParameters,
  Location: directory.locationParameters,
  HealthcareService: directory.healthcareServiceParameters,
  InsurancePlan: directory.insurancePlanParameters,
  OrganizationAffiliation: directory.organizationAffiliationParameters,
  Endpoint: directory.endpointParameters,
};

const complete = new Map(
  Object.entries(byType).map(([type, own]) => [type, new Map(Object.entries({ ...common, ...own }))]),
);

const none: ReadonlyMap<string, SearchParameter> = new Map();

/** Every parameter that a search of the type understands, apart from those that shape the result. */
export function searchParameters(type: string): ReadonlyMap<string, SearchParameter> {
  return complete.get(type) ?? none;
}
