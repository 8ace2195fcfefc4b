import type { Address, CodeableConcept, ContactPoint, Extension, Identifier } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { drawPhone } from '../../names.ts';
import { stream } from '../../random.ts';
import type { Site } from '../../sites.ts';
import { bySite } from '../references.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
export const ALL_DAYS = [...WEEKDAYS, 'sat', 'sun'] as const;

const PROVIDER_NUMBER = concept(system.identifierType, 'PRN', 'Provider number');
const GEOLOCATION = 'http://hl7.org/fhir/StructureDefinition/geolocation';

/** The plan's own number of a directory record. */
export function directoryNumber(value: string): Identifier {
  return { type: PROVIDER_NUMBER, system: system.directory, value };
}

/** A site's number as of a `version` of the record: the first is the site's own, each later one is new. */
export function sitePhone(seed: string, site: Site, version: number): string {
  return version === 0 ? site.phone : drawPhone(stream(seed, 'site phone', site.index, version));
}

/** A phone that is answered on working days between two times (`08:00:00`). */
export function officePhone(value: string, opens: string, closes: string): ContactPoint {
  const hours: Extension = {
    url: profile.planNet('contactpoint-availabletime'),
    extension: [
      ...WEEKDAYS.map((day) => ({ url: 'daysOfWeek', valueCode: day })),
      { url: 'availableStartTime', valueTime: opens },
      { url: 'availableEndTime', valueTime: closes },
    ],
  };
  return { extension: [hours], system: 'phone', value, use: 'work', rank: 1 };
}

/** Out of hours people reach a practice through the plan's advice line. */
export function afterHours(payer: Site): ContactPoint {
  const through: Extension = {
    url: profile.planNet('via-intermediary'),
    valueReference: bySite(payer),
  };
  return { extension: [through], system: 'phone', value: payer.phone, use: 'work', rank: 2 };
}

/** A site's address with its place on the map, which FHIR keeps in an extension of addresses. */
export function placedAddress({ address, latitude, longitude }: Site): Address {
  return {
    extension: [
      {
        url: GEOLOCATION,
        extension: [
          { url: 'latitude', valueDecimal: latitude },
          { url: 'longitude', valueDecimal: longitude },
        ],
      },
    ],
    use: 'work',
    type: 'both',
    text: `${address.line?.[0]}, ${address.city}, ${address.state} ${address.postalCode}`,
    ...address,
  };
}

/** Plan-Net's extension on who is taken as a patient. */
export function newPatients(accepts: boolean, network?: Site): Extension {
  return {
    url: profile.planNet('newpatients'),
    extension: [
      {
        url: 'acceptingPatients',
        valueCodeableConcept: concept(system.acceptingPatients, accepts ? 'newpt' : 'existptonly'),
      },
      ...(network
        ? [
            {
              url: 'fromNetwork',
              valueReference: bySite(network),
            },
          ]
        : []),
    ],
  };
}

/** Plan-Net's qualification of an organization or role. */
export function qualification(of: {
  readonly number: string;
  readonly code: CodeableConcept;
  readonly issuer: string;
  readonly start: string;
}): Extension {
  return {
    url: profile.planNet('qualification'),
    extension: [
      { url: 'identifier', valueIdentifier: directoryNumber(of.number) },
      { url: 'code', valueCodeableConcept: of.code },
      { url: 'issuer', valueReference: { display: of.issuer } },
      { url: 'status', valueCode: 'active' },
      { url: 'period', valuePeriod: { start: of.start } },
      { url: 'whereValid', valueCodeableConcept: concept(system.usps, 'CA') },
    ],
  };
}
