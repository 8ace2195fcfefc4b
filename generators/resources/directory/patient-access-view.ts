import type { FhirResource, Identifier, Organization, Practitioner } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';

/** Profiles claimed where a member's resources lead; types that are absent are not served there. */
const PROFILES: Readonly<Record<string, readonly string[]>> = {
  Practitioner: [profile.carin('C4BB-Practitioner'), profile.usCore('us-core-practitioner')],
  Organization: [profile.carin('C4BB-Organization'), profile.usCore('us-core-organization')],
  PractitionerRole: [profile.usCore('us-core-practitionerrole')],
  Location: [profile.usCore('us-core-location')],
  HealthcareService: [],
};
const TAX = concept(system.identifierType, 'TAX', 'Tax ID number');
const NAIC = concept(system.c4bbIdentifierType, 'naiccode');

/**
 * A directory resource as the Patient Access API has it: without what speaks of the directory and without Endpoints,
 * which are not served there; with the tax numbers that claims know providers by. `undefined` for types not served.
 */
export function patientAccessView(full: FhirResource): FhirResource | undefined {
  const profiles = PROFILES[full.resourceType];
  if (!profiles) return undefined;
  const { extension: _, endpoint: __, ...rest } = { extension: undefined, endpoint: undefined, ...full };
  const view = structuredClone(rest) as FhirResource;
  view.meta = { ...view.meta, profile: [...profiles] };
  if (view.resourceType === 'Organization' || view.resourceType === 'Practitioner') {
    view.identifier = [...(view.identifier ?? []), ...taxNumbers(view)];
  }
  return view;
}

/** No employer identification number begins with 00, and no insurer has a number of five digits below 10000. */
function taxNumbers({ resourceType, identifier = [] }: Organization | Practitioner): Identifier[] {
  const npi = identifier.find(({ system: of }) => of === system.npi)?.value ?? '';
  const isPayer = identifier.some(({ value }) => value === 'SCFHP');
  return [
    { type: TAX, system: system.taxNumber, value: `00-${npi.slice(-7)}` },
    ...(resourceType === 'Organization' && isPayer
      ? [{ type: NAIC, system: system.naic, value: '00127' }]
      : []),
  ];
}
