/** What a member can share, one tick each on the consent page. */
export const consentableTypes = ['Patient', 'Coverage', 'ExplanationOfBenefit', 'Observation'] as const;

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
