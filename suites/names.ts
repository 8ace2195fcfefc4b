/** Names of the suites in the order of `suites`. Apart from it, so that help can name them without loading all checks. */
export const suiteNames: readonly string[] = [
  'oauth',
  'fhir',
  'patient-access',
  'provider-directory',
  'portal',
  'operations',
];
