import type { HealthcareService, Location, Organization, OrganizationAffiliation } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import type { IdCodec } from '../ids.ts';
import type { Providers, Site, SiteKind } from '../sites.ts';
import { npiIdentifier } from './practitioner.ts';

interface Trade {
  readonly orgType: string;
  readonly typeDisplay: string;
  /** Plan-Net HealthcareServiceCategoryCS. */
  readonly category: string;
  readonly affiliation: string;
  readonly taxonomy: readonly [code: string, display: string];
  /** v3 ServiceDeliveryLocationRoleType. */
  readonly place: string;
}

const TRADES: Record<Exclude<SiteKind, 'payer' | 'network'>, Trade> = {
  group: {
    orgType: 'prvgrp',
    typeDisplay: 'Provider Group',
    category: 'prov',
    affiliation: 'group',
    taxonomy: ['261QP2300X', 'Primary Care Clinic/Center'],
    place: 'OF',
  },
  hospital: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'hosp',
    affiliation: 'hospital',
    taxonomy: ['282N00000X', 'General Acute Care Hospital'],
    place: 'HOSP',
  },
  pharmacy: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'pharm',
    affiliation: 'pharmacy',
    taxonomy: ['3336C0003X', 'Community/Retail Pharmacy'],
    place: 'OUTPHARM',
  },
  laboratory: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'lab',
    affiliation: 'laboratory',
    taxonomy: ['291U00000X', 'Clinical Medical Laboratory'],
    place: 'DX',
  },
  dental: {
    orgType: 'prvgrp',
    typeDisplay: 'Provider Group',
    category: 'dent',
    affiliation: 'group',
    taxonomy: ['261QD0000X', 'Dental Clinic/Center'],
    place: 'OF',
  },
};

export const tradeOf = (kind: SiteKind): Trade | undefined =>
  kind === 'payer' || kind === 'network' ? undefined : TRADES[kind];

/** Plan-Net Organization, or Plan-Net Network for a network. */
export function organization(site: Site, payer: Site): Organization {
  const base = {
    resourceType: 'Organization',
    id: site.organizationId,
    active: true,
    name: site.name,
  } as const;
  if (site.kind === 'network') {
    return {
      ...base,
      meta: { profile: [profile.planNet('plannet-Network')] },
      identifier: [{ system: system.directory, value: `NET-${site.index}` }],
      type: [concept(system.orgType, 'ntwk', 'Network')],
      address: [site.address],
      partOf: { reference: `Organization/${payer.organizationId}`, display: payer.name },
      contact: [
        {
          name: { text: 'Provider Relations' },
          telecom: [{ system: 'phone', value: payer.phone, use: 'work' }],
        },
      ],
    };
  }
  const trade = tradeOf(site.kind);
  return {
    ...base,
    meta: { profile: [profile.planNet('plannet-Organization')] },
    identifier: [
      npiIdentifier(site.npi),
      ...(site.kind === 'payer'
        ? [{ type: concept(system.c4bbIdentifierType, 'payerid'), system: system.directory, value: 'SCFHP' }]
        : []),
    ],
    type: [
      trade
        ? concept(system.orgType, trade.orgType, trade.typeDisplay)
        : concept(system.orgType, 'payer', 'Payer'),
    ],
    telecom: [
      { system: 'phone', value: site.phone, use: 'work', rank: 1 },
      { system: 'url', value: `https://site${site.index}.example.org`, rank: 2 },
    ],
    address: [{ use: 'work', type: 'both', text: addressText(site), ...site.address }],
    contact: [
      { name: { text: 'Front Desk' }, telecom: [{ system: 'phone', value: site.phone, use: 'work' }] },
    ],
  };
}

function addressText({ address }: Site): string {
  return `${address.line?.[0]}, ${address.city}, ${address.state} ${address.postalCode}`;
}

/** Plan-Net Location of a site. */
export function location(site: Site): Location {
  const trade = tradeOf(site.kind);
  const round = site.kind === 'hospital';
  return {
    resourceType: 'Location',
    id: site.locationId,
    meta: { profile: [profile.planNet('plannet-Location')] },
    extension: [
      {
        url: profile.planNet('accessibility'),
        valueCodeableConcept: concept(system.accessibility, 'adacomp'),
      },
    ],
    identifier: [{ system: system.directory, value: `LOC-${site.index}` }],
    status: 'active',
    name: site.name,
    description: `${trade?.typeDisplay ?? 'Plan office'} in ${site.address.city}`,
    ...(trade ? { type: [concept(system.roleCode, trade.place)] } : {}),
    telecom: [{ system: 'phone', value: site.phone, use: 'work', rank: 1 }],
    address: site.address,
    position: { longitude: site.longitude, latitude: site.latitude },
    managingOrganization: { reference: `Organization/${site.organizationId}`, display: site.name },
    hoursOfOperation: [
      round
        ? { daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], allDay: true }
        : {
            daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
            openingTime: '08:00:00',
            closingTime: '18:00:00',
          },
    ],
  };
}

/** Plan-Net HealthcareService of a site that delivers care; `undefined` for payer and networks. */
export function healthcareService(site: Site): HealthcareService | undefined {
  const trade = tradeOf(site.kind);
  if (!trade) return undefined;
  return {
    resourceType: 'HealthcareService',
    id: site.serviceId,
    meta: { profile: [profile.planNet('plannet-HealthcareService')] },
    extension: [
      {
        url: profile.planNet('delivery-method'),
        extension: [{ url: 'type', valueCodeableConcept: concept(system.deliveryMethod, 'physical') }],
      },
    ],
    identifier: [{ system: system.directory, value: `SVC-${site.index}` }],
    active: true,
    providedBy: { reference: `Organization/${site.organizationId}`, display: site.name },
    category: [concept(system.serviceCategory, trade.category)],
    specialty: [concept(system.nucc, ...trade.taxonomy)],
    location: [{ reference: `Location/${site.locationId}`, display: site.name }],
    name: `${trade.taxonomy[1]} services of ${site.name}`,
    telecom: [{ system: 'phone', value: site.phone, use: 'work' }],
    appointmentRequired: site.kind === 'group' || site.kind === 'dental',
    availableTime: [
      site.kind === 'hospital'
        ? { daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], allDay: true }
        : {
            daysOfWeek: ['mon', 'tue', 'wed', 'thu', 'fri'],
            availableStartTime: '08:00:00',
            availableEndTime: '18:00:00',
          },
    ],
  };
}

/** How a site belongs to the plan's networks; `undefined` for payer and networks. */
export function organizationAffiliation(
  site: Site,
  { payer, networks }: Providers,
  codec: IdCodec,
): OrganizationAffiliation | undefined {
  const trade = tradeOf(site.kind);
  if (!trade) return undefined;
  return {
    resourceType: 'OrganizationAffiliation',
    id: codec.encode('OrganizationAffiliation', site.index, 0),
    meta: { profile: [profile.planNet('plannet-OrganizationAffiliation')] },
    identifier: [{ system: system.directory, value: `AFF-${site.index}` }],
    active: true,
    organization: { reference: `Organization/${payer.organizationId}`, display: payer.name },
    participatingOrganization: { reference: `Organization/${site.organizationId}`, display: site.name },
    network: networks.map((network) => ({
      reference: `Organization/${network.organizationId}`,
      display: network.name,
    })),
    code: [concept(system.affiliationRole, trade.affiliation)],
    specialty: [concept(system.nucc, ...trade.taxonomy)],
    location: [{ reference: `Location/${site.locationId}` }],
    healthcareService: [{ reference: `HealthcareService/${site.serviceId}` }],
    telecom: [{ system: 'phone', value: site.phone, use: 'work', rank: 1 }],
  };
}
