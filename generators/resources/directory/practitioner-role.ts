import type { PractitionerRole, PractitionerRoleAvailableTime } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { dayOf, isoDate } from '../../days.ts';
import { stream } from '../../random.ts';
import type { Clinician } from '../../sites.ts';
import { clinicianPhone } from '../practitioner.ts';
import { atSite, byClinician, bySite } from '../references.ts';
import {
  ALL_DAYS,
  afterHours,
  directoryNumber,
  newPatients,
  officePhone,
  qualification,
  WEEKDAYS,
} from './contact.ts';
import type { DirectoryContext } from './directory-context.ts';
import { organizationEndpoint } from './endpoint.ts';

const AROUND_THE_CLOCK: PractitionerRoleAvailableTime = { daysOfWeek: [...ALL_DAYS], allDay: true };
const AWAY = 0.2;

/** Plan-Net PractitionerRole as of its `version`: each update turns acceptance of new patients over. */
export function practitionerRole(
  { seed, anchorYear, codec, providers: { payer, networks } }: DirectoryContext,
  clinician: Clinician,
  version: number,
): PractitionerRole {
  const { profession, site, index } = clinician;
  const random = stream(seed, 'role', index);
  const acceptsAtFirst = random.chance(0.7);
  const network = random.pick(networks);
  const accepts = acceptsAtFirst !== (version % 2 === 1);
  const start = random.pick(['08:00:00', '08:30:00', '09:00:00']);
  const contracted = dayOf(anchorYear - 4, 1, 1) - random.int(0, 4000);
  const isPhysician = profession.role === 'ph';
  const endpoint = organizationEndpoint(codec, site);
  return {
    resourceType: 'PractitionerRole',
    id: clinician.roleId,
    meta: { profile: [profile.planNet('plannet-PractitionerRole')] },
    extension: [
      newPatients(accepts, network),
      {
        url: profile.planNet('network-reference'),
        valueReference: bySite(network),
      },
      ...(isPhysician
        ? [
            qualification({
              number: `BC-${20_000 + index}`,
              code: concept(system.nucc, profession.taxonomy, profession.display),
              issuer: 'National Board of Certification',
              start: isoDate(contracted - 400),
            }),
          ]
        : []),
    ],
    identifier: [directoryNumber(`ROLE-${String(index).padStart(6, '0')}`)],
    active: true,
    period: { start: isoDate(contracted) },
    practitioner: byClinician(clinician),
    organization: bySite(site),
    code: [concept(system.providerRole, profession.role, profession.roleDisplay)],
    specialty: [concept(system.nucc, profession.taxonomy, profession.display)],
    location: [atSite(site)],
    healthcareService: [{ reference: `HealthcareService/${site.serviceId}` }],
    telecom: [
      officePhone(clinicianPhone(seed, clinician, version), start, '17:00:00'),
      ...(isPhysician && site.kind === 'group' ? [afterHours(payer)] : []),
    ],
    availableTime: [
      site.kind === 'hospital'
        ? AROUND_THE_CLOCK
        : { daysOfWeek: [...WEEKDAYS], availableStartTime: start, availableEndTime: '17:00:00' },
    ],
    ...(random.chance(AWAY) || index === 0
      ? {
          notAvailable: [
            {
              description: 'Away',
              during: { start: `${anchorYear}-07-06`, end: `${anchorYear}-07-17` },
            },
          ],
        }
      : {}),
    ...(endpoint ? { endpoint: [endpoint] } : {}),
  };
}
