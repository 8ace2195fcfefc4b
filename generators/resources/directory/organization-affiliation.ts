import type { OrganizationAffiliation } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { dayOf, isoDate } from '../../days.ts';
import { stream } from '../../random.ts';
import type { Site } from '../../sites.ts';
import { bySite } from '../references.ts';
import { directoryNumber } from './contact.ts';
import type { DirectoryContext } from './directory-context.ts';
import { organizationEndpoint } from './endpoint.ts';
import { tradeOf } from './trade.ts';

/** How a site belongs to the plan's networks; `undefined` for the payer and networks. */
export function organizationAffiliation(
  { seed, anchorYear, codec, providers: { payer, networks } }: DirectoryContext,
  site: Site,
): OrganizationAffiliation | undefined {
  const trade = tradeOf(site.kind);
  if (!trade) return undefined;
  const endpoint = organizationEndpoint(codec, site);
  const since = dayOf(anchorYear - 4, 1, 1) - stream(seed, 'affiliation', site.index).int(0, 3000);
  return {
    resourceType: 'OrganizationAffiliation',
    id: codec.encode('OrganizationAffiliation', site.index, 0),
    meta: { profile: [profile.planNet('plannet-OrganizationAffiliation')] },
    identifier: [directoryNumber(`AFF-${site.index}`)],
    active: true,
    period: { start: isoDate(since) },
    organization: bySite(payer),
    participatingOrganization: bySite(site),
    network: networks.map((network) => bySite(network)),
    code: [concept(system.affiliationRole, trade.affiliation)],
    specialty: [concept(system.nucc, ...trade.taxonomy)],
    location: [{ reference: `Location/${site.locationId}` }],
    healthcareService: [{ reference: `HealthcareService/${site.serviceId}` }],
    telecom: [{ system: 'phone', value: site.phone, use: 'work', rank: 1 }],
    ...(endpoint ? { endpoint: [endpoint] } : {}),
  };
}
