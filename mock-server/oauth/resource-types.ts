/** The record of care: shared as one. */
export const clinicalTypes = [
  'Condition',
  'Encounter',
  'Procedure',
  'MedicationRequest',
  'Immunization',
  'AllergyIntolerance',
  'DiagnosticReport',
  'CareTeam',
  'CarePlan',
  'Goal',
  'DocumentReference',
  'Device',
  'Provenance',
] as const;

/** What a member can share. */
export const consentableTypes = [
  'Patient',
  'RelatedPerson',
  'Coverage',
  'ExplanationOfBenefit',
  'Observation',
  ...clinicalTypes,
] as const;

export type ConsentableType = (typeof consentableTypes)[number];

/** Directory data that a member's resources refer to; public, so it needs no consent of its own. */
export const supportingTypes: ReadonlySet<string> = new Set([
  'HealthcareService',
  'Location',
  'Organization',
  'Practitioner',
  'PractitionerRole',
]);

export const directoryTypes: ReadonlySet<string> = new Set([
  'Endpoint',
  'HealthcareService',
  'InsurancePlan',
  'Location',
  'Organization',
  'OrganizationAffiliation',
  'Practitioner',
  'PractitionerRole',
]);
