import type { App } from '../../context.ts';
import { clinicalTypes } from '../../oauth/resource-types.ts';

/** An API product that an app is registered for (APP-1, GEN-4). */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly api: 'Provider Directory API' | 'Patient Access API';
  readonly about: string;
  /** FHIR resource types. */
  readonly types: readonly string[];
}

const directory = 'Provider Directory API';
const patient = 'Patient Access API';

export const products: readonly Product[] = [
  {
    id: 'practitioner',
    name: 'Practitioner',
    api: directory,
    about: 'Physicians, nurses, pharmacists, therapists, technologists, social workers and others',
    types: ['Practitioner'],
  },
  {
    id: 'practitioner-role',
    name: 'PractitionerRole',
    api: directory,
    about: 'Where practitioners work, their specialties, and whether they take new patients',
    types: ['PractitionerRole'],
  },
  {
    id: 'organization',
    name: 'Organization',
    api: directory,
    about: 'Clinics, pharmacies and networks, how they belong together, and where they are',
    types: ['Organization', 'OrganizationAffiliation', 'Location', 'Endpoint'],
  },
  {
    id: 'healthcare-service',
    name: 'HealthcareService (LOB)',
    api: directory,
    about: 'Services offered, and the insurance plans by line of business',
    types: ['HealthcareService', 'InsurancePlan', 'Location'],
  },
  {
    id: 'patient',
    name: 'Patient',
    api: patient,
    about: 'Demographics of the member, and who may act for them',
    types: ['Patient', 'RelatedPerson'],
  },
  {
    id: 'coverage',
    name: 'Coverage',
    api: patient,
    about: 'The plans that the member is enrolled in',
    types: ['Coverage'],
  },
  {
    id: 'eob',
    name: 'ExplanationOfBenefit',
    api: patient,
    about: 'Claims, encounters, laboratory and pharmacy',
    types: ['ExplanationOfBenefit'],
  },
  {
    id: 'observation',
    name: 'Observation',
    api: patient,
    about: 'Vital signs, smoking status and laboratory results',
    types: ['Observation'],
  },
  {
    id: 'clinical',
    name: 'Clinical record',
    api: patient,
    about: 'Conditions, medicines, allergies, immunizations, procedures, reports and more',
    types: clinicalTypes,
  },
];

export function productsById(ids: readonly string[]): readonly Product[] {
  return products.filter(({ id }) => ids.includes(id));
}

/** The products an app has: those of which it has all types. */
export function productsOf(app: Pick<App, 'products'>): readonly Product[] {
  return products.filter(({ types }) => types.every((type) => app.products.has(type)));
}

export function typesOf(chosen: readonly Product[]): ReadonlySet<string> {
  return new Set(chosen.flatMap(({ types }) => types));
}

/** Directory products are reached by client credentials, those of members by their authorization. */
export function grantsFor(chosen: readonly Product[]): App['grants'] {
  const grants = new Set<'client_credentials' | 'authorization_code' | 'refresh_token'>();
  if (chosen.some(({ api }) => api === directory)) grants.add('client_credentials');
  if (chosen.some(({ api }) => api === patient)) grants.add('authorization_code').add('refresh_token');
  return grants;
}
