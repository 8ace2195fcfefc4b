import type { Location, LocationHoursOfOperation, Reference } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import type { IdCodec } from '../../ids.ts';
import { stream } from '../../random.ts';
import type { Site } from '../../sites.ts';
import { atSite, bySite } from '../references.ts';
import {
  ALL_DAYS,
  afterHours,
  directoryNumber,
  newPatients,
  officePhone,
  sitePhone,
  WEEKDAYS,
} from './contact.ts';
import type { DirectoryContext } from './directory-context.ts';
import { organizationEndpoint } from './endpoint.ts';
import { tradeOf } from './trade.ts';

const AROUND_THE_CLOCK: LocationHoursOfOperation = { daysOfWeek: [...ALL_DAYS], allDay: true };
const CLOSING = ['18:00:00', '17:00:00', '19:00:00'] as const;
const COUNTY = 'Santa Clara County';
/** The county's bounds, roughly (degrees). */
const COUNTY_RING = [
  [-122.2, 37.36],
  [-122.15, 37.21],
  [-121.82, 37.07],
  [-121.58, 36.9],
  [-121.22, 36.96],
  [-121.41, 37.18],
  [-121.47, 37.48],
  [-121.93, 37.47],
  [-122.2, 37.36],
];

/** Plan-Net Location of a site as of its `version`: updates change the hours and the phone number. */
export function location(context: DirectoryContext, site: Site, version: number): Location {
  const { seed, codec, providers } = context;
  const trade = tradeOf(site.kind);
  const closes = CLOSING[version % CLOSING.length] ?? CLOSING[0];
  const phone = sitePhone(seed, site, version);
  const endpoint = organizationEndpoint(codec, site);
  return {
    resourceType: 'Location',
    id: site.locationId,
    meta: { profile: [profile.planNet('plannet-Location')] },
    extension: [
      {
        url: profile.planNet('accessibility'),
        valueCodeableConcept: concept(system.accessibility, site.index % 3 === 0 ? 'pubtrans' : 'adacomp'),
      },
      ...(site.kind === 'group' || site.kind === 'dental'
        ? [newPatients(stream(seed, 'place', site.index).chance(0.8))]
        : []),
    ],
    identifier: [directoryNumber(`LOC-${site.index}`)],
    status: 'active',
    name: site.name,
    description: `${trade?.typeDisplay ?? 'Plan office'} in ${site.address.city}`,
    ...(trade ? { type: [concept(system.roleCode, trade.place)] } : {}),
    telecom: [
      officePhone(phone, '08:00:00', closes),
      ...(site.kind === 'group' ? [afterHours(providers.payer)] : []),
    ],
    address: site.address,
    position: { longitude: site.longitude, latitude: site.latitude },
    managingOrganization: bySite(site),
    hoursOfOperation: [
      site.kind === 'hospital'
        ? AROUND_THE_CLOCK
        : { daysOfWeek: [...WEEKDAYS], openingTime: '08:00:00', closingTime: closes },
    ],
    ...(site.kind === 'hospital' ? {} : { availabilityExceptions: 'Closed on federal holidays' }),
    ...(endpoint ? { endpoint: [endpoint] } : {}),
  };
}

/** Plan-Net Location of a hospital's emergency department, a part of the hospital. */
export function emergencyDepartment({ codec }: DirectoryContext, site: Site): Location {
  return {
    resourceType: 'Location',
    id: emergencyId(codec, site),
    meta: { profile: [profile.planNet('plannet-Location')] },
    identifier: [directoryNumber(`LOC-${site.index}-ED`)],
    status: 'active',
    name: `${site.name} Emergency Department`,
    alias: ['ED', 'Emergency Room'],
    type: [concept(system.roleCode, 'ER')],
    telecom: [{ system: 'phone', value: site.phone, use: 'work', rank: 1 }],
    address: site.address,
    position: { longitude: site.longitude, latitude: site.latitude },
    managingOrganization: bySite(site),
    partOf: atSite(site),
    hoursOfOperation: [AROUND_THE_CLOCK],
  };
}

export const emergencyId = (codec: IdCodec, { index }: Site): string => codec.encode('Location', index, 1);

/** Plan-Net Location of the county, which is what the plan's products and networks cover. */
export function county({ codec, providers: { payer } }: DirectoryContext): Location {
  const boundary = { type: 'Polygon', coordinates: [COUNTY_RING] };
  return {
    resourceType: 'Location',
    id: countyId(codec),
    meta: { profile: [profile.planNet('plannet-Location')] },
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/location-boundary-geojson',
        valueAttachment: {
          contentType: 'application/geo+json',
          data: Buffer.from(JSON.stringify(boundary)).toString('base64'),
        },
      },
    ],
    identifier: [directoryNumber('AREA-SCL')],
    status: 'active',
    name: COUNTY,
    description: 'Service area of the plan',
    address: { district: COUNTY, state: 'CA', country: 'US' },
    physicalType: concept(
      'http://terminology.hl7.org/CodeSystem/location-physical-type',
      'jdn',
      'Jurisdiction',
    ),
    managingOrganization: bySite(payer),
  };
}

export function countyReference(codec: IdCodec): Reference {
  return { reference: `Location/${countyId(codec)}`, display: COUNTY };
}

/** Beside the payer's office, which is the payer's first. */
const countyId = (codec: IdCodec): string => codec.encode('Location', 0, 1);
