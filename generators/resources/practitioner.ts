import type { Extension, Identifier, Practitioner, PractitionerRole } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { drawPhone } from '../names.ts';
import { stream } from '../random.ts';
import type { Clinician, Providers } from '../sites.ts';

export const NPI_TYPE = concept(system.identifierType, 'NPI', 'National provider identifier');
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  vi: 'Vietnamese',
  zh: 'Chinese',
  tl: 'Tagalog',
};

export function npiIdentifier(npi: string): Identifier {
  return { use: 'official', type: NPI_TYPE, system: system.npi, value: npi };
}

/** The name as people address a clinician, such as `Maria Santos, MD`. */
export function clinicianDisplay({ name, profession }: Clinician): string {
  return `${name.given} ${name.family}, ${profession.credential}`;
}

/** Plan-Net Practitioner as of its `version` (0 the first): each update brings a new phone number. */
export function practitioner(seed: string, clinician: Clinician, version: number): Practitioner {
  const { name, profession, site } = clinician;
  return {
    resourceType: 'Practitioner',
    id: clinician.practitionerId,
    meta: { profile: [profile.planNet('plannet-Practitioner')] },
    identifier: [npiIdentifier(clinician.npi)],
    active: true,
    name: [
      {
        use: 'official',
        text: clinicianDisplay(clinician),
        family: name.family,
        given: [name.given, name.middle],
        suffix: [profession.credential],
      },
    ],
    telecom: [
      { system: 'phone', value: phoneOf(seed, clinician, version), use: 'work', rank: 1 },
      { system: 'email', value: `provider${clinician.index}@example.org`, use: 'work', rank: 2 },
    ],
    address: [{ use: 'work', ...site.address }],
    gender: clinician.sex,
    qualification: [
      {
        extension: [licence('active')],
        identifier: [{ system: system.directory, value: `CA-${String(20_000 + clinician.index)}` }],
        code: profession.degree
          ? concept(system.degree, profession.degree, undefined, profession.credential)
          : concept(system.nucc, profession.taxonomy, profession.display, profession.credential),
        issuer: { display: 'State of California' },
      },
      {
        extension: [licence('active')],
        code: concept(system.nucc, profession.taxonomy, profession.display),
        issuer: { display: 'National Board of Certification' },
      },
    ],
    communication: ['en', ...clinician.languages].map((code) => ({
      extension: [
        {
          url: profile.planNet('communication-proficiency'),
          valueCodeableConcept: concept(system.languageProficiency, code === 'en' ? '50' : '30'),
        },
      ],
      ...concept(system.language, code, LANGUAGE_NAMES[code]),
    })),
  };
}

function phoneOf(seed: string, clinician: Clinician, version: number): string {
  return version === 0
    ? clinician.site.phone
    : drawPhone(stream(seed, 'clinician phone', clinician.index, version));
}

function licence(status: string): Extension {
  return {
    url: profile.planNet('practitioner-qualification'),
    extension: [
      { url: 'status', valueCode: status },
      { url: 'whereValid', valueCodeableConcept: concept(system.usps, 'CA') },
    ],
  };
}

/** Plan-Net PractitionerRole as of its `version`: each update turns acceptance of new patients over. */
export function practitionerRole(
  seed: string,
  clinician: Clinician,
  { networks }: Providers,
  version: number,
): PractitionerRole {
  const { profession, site } = clinician;
  const random = stream(seed, 'role', clinician.index);
  const acceptsAtFirst = random.chance(0.7);
  const network = random.pick(networks);
  const accepts = acceptsAtFirst !== (version % 2 === 1);
  const start = random.pick(['08:00:00', '08:30:00', '09:00:00']);
  return {
    resourceType: 'PractitionerRole',
    id: clinician.roleId,
    meta: { profile: [profile.planNet('plannet-PractitionerRole')] },
    extension: [
      {
        url: profile.planNet('newpatients'),
        extension: [
          {
            url: 'acceptingPatients',
            valueCodeableConcept: concept(system.acceptingPatients, accepts ? 'newpt' : 'existptonly'),
          },
          {
            url: 'fromNetwork',
            valueReference: { reference: `Organization/${network.organizationId}`, display: network.name },
          },
        ],
      },
      {
        url: profile.planNet('network-reference'),
        valueReference: { reference: `Organization/${network.organizationId}`, display: network.name },
      },
    ],
    identifier: [{ system: system.directory, value: `ROLE-${String(clinician.index).padStart(6, '0')}` }],
    active: true,
    practitioner: {
      reference: `Practitioner/${clinician.practitionerId}`,
      display: clinicianDisplay(clinician),
    },
    organization: { reference: `Organization/${site.organizationId}`, display: site.name },
    code: [concept(system.providerRole, profession.role, profession.roleDisplay)],
    specialty: [concept(system.nucc, profession.taxonomy, profession.display)],
    location: [{ reference: `Location/${site.locationId}`, display: site.name }],
    healthcareService: [{ reference: `HealthcareService/${site.serviceId}` }],
    telecom: [{ system: 'phone', value: phoneOf(seed, clinician, version), use: 'work', rank: 1 }],
    availableTime: [
      {
        daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
        availableStartTime: start,
        availableEndTime: '17:00:00',
      },
    ],
  };
}
