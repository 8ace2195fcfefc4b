import type { Extension, HealthcareService, HealthcareServiceAvailableTime } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
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
import { countyReference, emergencyId } from './location.ts';
import { tradeOf } from './trade.ts';

const AROUND_THE_CLOCK: HealthcareServiceAvailableTime = { daysOfWeek: [...ALL_DAYS], allDay: true };

/** Plan-Net HealthcareService of a site that delivers care; `undefined` for the payer and networks. */
export function healthcareService(
  context: DirectoryContext,
  site: Site,
  version: number,
): HealthcareService | undefined {
  const { seed, anchorYear, codec, providers } = context;
  const trade = tradeOf(site.kind);
  if (!trade) return undefined;
  const endpoint = organizationEndpoint(codec, site);
  const open = site.kind === 'hospital';
  const practice = site.kind === 'group' || site.kind === 'dental';
  return {
    resourceType: 'HealthcareService',
    id: site.serviceId,
    meta: { profile: [profile.planNet('plannet-HealthcareService')] },
    extension: [delivered('physical'), ...(practice ? [newPatients(version % 2 === 0)] : [])],
    identifier: [directoryNumber(`SVC-${site.index}`)],
    active: true,
    providedBy: bySite(site),
    category: [concept(system.serviceCategory, trade.category)],
    ...(trade.service ? { type: [concept(system.serviceType, ...trade.service)] } : {}),
    specialty: [concept(system.nucc, ...trade.taxonomy)],
    location: [atSite(site)],
    name: `${trade.taxonomy[1]} services of ${site.name}`,
    comment: trade.description,
    telecom: [
      officePhone(sitePhone(seed, site, version), '08:00:00', '18:00:00'),
      ...(site.kind === 'group' ? [afterHours(providers.payer)] : []),
    ],
    coverageArea: [countyReference(codec)],
    appointmentRequired: practice,
    availableTime: [
      open
        ? AROUND_THE_CLOCK
        : {
            daysOfWeek: [...WEEKDAYS],
            availableStartTime: '08:00:00',
            availableEndTime: '18:00:00',
          },
    ],
    ...(open ? {} : closures(anchorYear)),
    ...(endpoint ? { endpoint: [endpoint] } : {}),
  };
}

/** Plan-Net HealthcareService beside a site's own: a hospital's emergency care, a group's visits by video. */
export function specialService(context: DirectoryContext, site: Site): HealthcareService | undefined {
  const { codec } = context;
  if (site.kind !== 'hospital' && site.kind !== 'group') return undefined;
  const emergency = site.kind === 'hospital';
  return {
    resourceType: 'HealthcareService',
    id: codec.encode('HealthcareService', site.index, 1),
    meta: { profile: [profile.planNet('plannet-HealthcareService')] },
    extension: [emergency ? delivered('physical') : delivered('virtual', 'video', 'phone')],
    identifier: [directoryNumber(`SVC-${site.index}-${emergency ? 'ED' : 'TELE'}`)],
    active: true,
    providedBy: bySite(site),
    category: [concept(system.serviceCategory, emergency ? 'emerg' : 'outpat')],
    specialty: [
      emergency
        ? concept(system.nucc, '261QE0002X', 'Emergency Care Clinic/Center')
        : concept(system.nucc, '261QP2300X', 'Primary Care Clinic/Center'),
    ],
    ...(emergency ? { location: [{ reference: `Location/${emergencyId(codec, site)}` }] } : {}),
    name: emergency ? `Emergency care of ${site.name}` : `Visits by video of ${site.name}`,
    telecom: [{ system: 'phone', value: site.phone, use: 'work', rank: 1 }],
    coverageArea: [countyReference(codec)],
    appointmentRequired: !emergency,
    availableTime: [
      emergency
        ? AROUND_THE_CLOCK
        : {
            daysOfWeek: [...WEEKDAYS],
            availableStartTime: '09:00:00',
            availableEndTime: '16:00:00',
          },
    ],
  };
}

function delivered(method: 'physical' | 'virtual', ...modalities: readonly string[]): Extension {
  return {
    url: profile.planNet('delivery-method'),
    extension: [
      { url: 'type', valueCodeableConcept: concept(system.deliveryMethod, method) },
      ...modalities.map((code) => ({
        url: 'virtualModalities',
        valueCodeableConcept: concept(system.virtualModality, code),
      })),
    ],
  };
}

function closures(year: number): Pick<HealthcareService, 'notAvailable' | 'availabilityExceptions'> {
  return {
    notAvailable: [
      { description: 'Closed for staff training', during: { start: `${year}-12-30`, end: `${year}-12-31` } },
    ],
    availabilityExceptions: 'Closed on federal holidays',
  };
}
