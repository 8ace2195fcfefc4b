/** Why the population shows nobody with a must-support element. Patterns match a profile's name and an element's path. */
interface Gap {
  readonly profile: RegExp;
  readonly element: RegExp;
  readonly reason: string;
}

const GAPS: readonly Gap[] = [
  {
    profile: /us-core-(bmi|body-height|body-weight|body-temperature|heart-rate|respiratory-rate)$/,
    element: /^Observation\.component/,
    reason: 'a single measurement has no parts; blood pressure and pulse oximetry show them',
  },
  {
    profile: /us-core-blood-pressure$/,
    element: /^Observation\.value\[x\]$/,
    reason: 'the panel has no value of its own: its components have',
  },
  {
    profile: /us-core-diagnosticreport-note$/,
    element: /^DiagnosticReport\.media/,
    reason: 'no Media is served: imaging reports are text',
  },
  {
    profile: /us-core-documentreference$/,
    element: /^DocumentReference\.content\.attachment\.url$/,
    reason: 'documents are within the resource: no Binary is served',
  },
  {
    profile: /us-core-practitionerrole$/,
    element: /^PractitionerRole\.endpoint$/,
    reason: 'Endpoint is served by the directory only, and its PractitionerRoles have it',
  },
];

/** @param canonical of the profile, with or without version; @param element as in a coverage report */
export function gapReason(canonical: string, element: string): string | undefined {
  const [url = ''] = canonical.split('|');
  return GAPS.find((gap) => gap.profile.test(url) && gap.element.test(element))?.reason;
}
