import type { Organization } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import type { Site } from '../../sites.ts';
import { npiIdentifier } from '../practitioner.ts';
import { bySite } from '../references.ts';
import type { DirectoryContext } from './directory-context.ts';
import { planEndpoint } from './endpoint.ts';
import { countyReference } from './location.ts';

/** Plan-Net Network: a list of contracted providers, for one of the plan's products. */
export function network({ codec, providers: { payer } }: DirectoryContext, site: Site): Organization {
  return {
    resourceType: 'Organization',
    id: site.organizationId,
    meta: { profile: [profile.planNet('plannet-Network')] },
    extension: [{ url: profile.planNet('location-reference'), valueReference: countyReference(codec) }],
    identifier: [
      npiIdentifier(site.npi),
      { type: NETWORK_ID, system: system.directory, value: `NET-${site.index}` },
    ],
    active: true,
    type: [concept(system.orgType, 'ntwk', 'Network')],
    name: site.name,
    address: [site.address],
    partOf: bySite(payer),
    contact: [
      {
        name: { text: 'Provider Relations' },
        telecom: [{ system: 'phone', value: payer.phone, use: 'work' }],
      },
    ],
    endpoint: [planEndpoint(codec)],
  };
}

const NETWORK_ID = concept(system.identifierType, 'NIIP', 'National Insurance Payor Identifier (Payor)');
