import type { Extension, Identifier, Practitioner } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import { drawPhone } from '../names.ts';
import { stream } from '../random.ts';
import type { Clinician } from '../sites.ts';
import { directoryNumber, placedAddress } from './directory/contact.ts';
import { clinicianDisplay } from './references.ts';

export const NPI_TYPE = concept(system.identifierType, 'NPI', 'National provider identifier');
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  vi: 'Vietnamese',
  zh: 'Chinese',
  tl: 'Tagalog',
};

/** Days since 1970-01-01. Licences are good for so long that no clock that is set runs past them. */
const LICENSED_ON = [8000, 17_000] as const;
const LICENCE_DAYS = 60 * 365;

export function npiIdentifier(npi: string): Identifier {
  return { use: 'official', type: NPI_TYPE, system: system.npi, value: npi };
}

/** Plan-Net Practitioner as of its `version` (0 the first): each update brings a new phone number. */
export function practitioner(seed: string, clinician: Clinician, version: number): Practitioner {
  const { name, profession, site } = clinician;
  const licensed = stream(seed, 'licence', clinician.index).int(...LICENSED_ON);
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
      { system: 'phone', value: clinicianPhone(seed, clinician, version), use: 'work', rank: 1 },
      { system: 'email', value: `provider${clinician.index}@example.org`, use: 'work', rank: 2 },
    ],
    address: [placedAddress(site)],
    gender: clinician.sex,
    qualification: [
      {
        extension: [licence('active')],
        identifier: [directoryNumber(`CA-${String(20_000 + clinician.index)}`)],
        code: profession.degree
          ? concept(system.degree, profession.degree, undefined, profession.credential)
          : concept(system.nucc, profession.taxonomy, profession.display, profession.credential),
        period: { start: isoDate(licensed), end: isoDate(licensed + LICENCE_DAYS) },
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

/** The site's number at first; each later version of the record has a new one. */
export function clinicianPhone(seed: string, clinician: Clinician, version: number): string {
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
