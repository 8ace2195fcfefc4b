import type { FhirResource } from 'fhir/r4.js';

/** Where the resources of a type come from, and so who may see them. */
export type Source =
  /** The provider directory: the same for everyone. */
  | 'directory'
  /** The compartment of the token's member. */
  | 'member'
  /** Directory resources that the member's own resources refer to. */
  | 'supporting';

export type ResourceType = FhirResource['resourceType'];

export interface ServedType {
  readonly type: ResourceType;
  readonly source: Source;
  /** Canonical URLs of the profiles that the served instances claim. */
  readonly profiles: readonly string[];
  /** The type is offered only while the population holds instances of it. */
  readonly optional?: true;
}

export interface FhirBase {
  readonly name: 'directory' | 'patient-access';
  readonly title: string;
  /** Path below the public URL, without a trailing slash. */
  readonly path: string;
  readonly types: ReadonlyMap<string, ServedType>;
  /** Guides that the API follows. */
  readonly guides: readonly Guide[];
}

/** Canonical URLs with versions. */
export interface Guide {
  readonly guide: string;
  /** The CapabilityStatement that the guide has for servers. */
  readonly server: string;
}

const guide = (base: string, id: string, server: string, version: string): Guide => ({
  guide: `${base}/ImplementationGuide/${id}|${version}`,
  server: `${base}/CapabilityStatement/${server}|${version}`,
});

const usCore = (name: string) => `http://hl7.org/fhir/us/core/StructureDefinition/${name}`;
/** CARIN BB has instances claim its profiles with the version. */
const carin = (name: string) => `http://hl7.org/fhir/us/carin-bb/StructureDefinition/${name}|2.0.0`;
const planNet = (name: string) => `http://hl7.org/fhir/us/davinci-pdex-plan-net/StructureDefinition/${name}`;

const fromDirectory = (type: ResourceType, ...profiles: string[]): ServedType => ({
  type,
  source: 'directory',
  profiles: profiles.map(planNet),
});

const ofMember = (type: ResourceType, ...profiles: string[]): ServedType => ({
  type,
  source: 'member',
  profiles,
});

const supporting = (type: ResourceType, ...profiles: string[]): ServedType => ({
  type,
  source: 'supporting',
  profiles,
});

const whenPresent = (served: ServedType): ServedType => ({ ...served, optional: true });

const byType = (...types: ServedType[]) => new Map<string, ServedType>(types.map((one) => [one.type, one]));

export const directoryBase: FhirBase = {
  name: 'directory',
  title: 'Provider Directory API',
  path: '/ghp/fhir4/providerdirectory/v1',
  guides: [
    guide(
      'http://hl7.org/fhir/us/davinci-pdex-plan-net',
      'hl7.fhir.us.davinci-pdex-plan-net',
      'plan-net',
      '1.1.0',
    ),
  ],
  types: byType(
    fromDirectory('Practitioner', 'plannet-Practitioner'),
    fromDirectory('PractitionerRole', 'plannet-PractitionerRole'),
    fromDirectory('Organization', 'plannet-Organization', 'plannet-Network'),
    fromDirectory('Location', 'plannet-Location'),
    fromDirectory('HealthcareService', 'plannet-HealthcareService'),
    whenPresent(fromDirectory('InsurancePlan', 'plannet-InsurancePlan')),
    whenPresent(fromDirectory('OrganizationAffiliation', 'plannet-OrganizationAffiliation')),
    whenPresent(fromDirectory('Endpoint', 'plannet-Endpoint')),
  ),
};

export const patientAccessBase: FhirBase = {
  name: 'patient-access',
  title: 'Patient Access API',
  path: '/ghp/fhir4/v1',
  guides: [
    guide('http://hl7.org/fhir/us/core', 'hl7.fhir.us.core', 'us-core-server', '6.1.0'),
    guide('http://hl7.org/fhir/us/carin-bb', 'hl7.fhir.us.carin-bb', 'c4bb', '2.0.0'),
  ],
  types: byType(
    ofMember('Patient', usCore('us-core-patient'), carin('C4BB-Patient')),
    ofMember('RelatedPerson', carin('C4BB-RelatedPerson')),
    ofMember('Coverage', carin('C4BB-Coverage'), usCore('us-core-coverage')),
    ofMember(
      'ExplanationOfBenefit',
      carin('C4BB-ExplanationOfBenefit-Inpatient-Institutional'),
      carin('C4BB-ExplanationOfBenefit-Outpatient-Institutional'),
      carin('C4BB-ExplanationOfBenefit-Professional-NonClinician'),
      carin('C4BB-ExplanationOfBenefit-Pharmacy'),
      carin('C4BB-ExplanationOfBenefit-Oral'),
    ),
    ofMember(
      'Observation',
      usCore('us-core-observation-lab'),
      usCore('us-core-smokingstatus'),
      usCore('us-core-blood-pressure'),
      usCore('us-core-heart-rate'),
      usCore('us-core-respiratory-rate'),
      usCore('us-core-body-temperature'),
      usCore('us-core-body-weight'),
      usCore('us-core-body-height'),
      usCore('us-core-bmi'),
      usCore('us-core-pulse-oximetry'),
    ),
    ofMember(
      'Condition',
      usCore('us-core-condition-problems-health-concerns'),
      usCore('us-core-condition-encounter-diagnosis'),
    ),
    ofMember('Encounter', usCore('us-core-encounter')),
    ofMember('Procedure', usCore('us-core-procedure')),
    ofMember('MedicationRequest', usCore('us-core-medicationrequest')),
    ofMember('Immunization', usCore('us-core-immunization')),
    ofMember('AllergyIntolerance', usCore('us-core-allergyintolerance')),
    ofMember(
      'DiagnosticReport',
      usCore('us-core-diagnosticreport-lab'),
      usCore('us-core-diagnosticreport-note'),
    ),
    ofMember('CareTeam', usCore('us-core-careteam')),
    ofMember('CarePlan', usCore('us-core-careplan')),
    ofMember('Goal', usCore('us-core-goal')),
    ofMember('DocumentReference', usCore('us-core-documentreference')),
    ofMember('Device', usCore('us-core-implantable-device')),
    ofMember('Provenance', usCore('us-core-provenance')),
    supporting('Organization', carin('C4BB-Organization')),
    supporting('Practitioner', carin('C4BB-Practitioner')),
    supporting('PractitionerRole'),
    supporting('Location'),
    supporting('HealthcareService'),
  ),
};

export const fhirBases: readonly FhirBase[] = [directoryBase, patientAccessBase];
