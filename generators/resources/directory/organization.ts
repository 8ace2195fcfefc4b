import type { Organization } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { stream } from '../../random.ts';
import type { Providers, Site } from '../../sites.ts';
import { npiIdentifier } from '../practitioner.ts';
import { bySite } from '../references.ts';
import { afterHours, officePhone, placedAddress, qualification, sitePhone } from './contact.ts';
import type { DirectoryContext } from './directory-context.ts';
import { organizationEndpoint } from './endpoint.ts';
import { tradeOf } from './trade.ts';

const PAYER_TEXT = 'Health plan of Santa Clara County: Medi-Cal, and Medicare with Medi-Cal.';
const ACCREDITED = 40 * 365;

/** Plan-Net Organization as of its `version`: each update brings a new phone number. */
export function organization(context: DirectoryContext, site: Site, version: number): Organization {
  const { seed, providers } = context;
  const trade = tradeOf(site.kind);
  const phone = sitePhone(seed, site, version);
  const parent = parentOf(site, providers);
  const endpoint = organizationEndpoint(context.codec, site);
  const since = stream(seed, 'accreditation', site.index).int(ACCREDITED, ACCREDITED + 5000);
  return {
    resourceType: 'Organization',
    id: site.organizationId,
    meta: { profile: [profile.planNet('plannet-Organization')] },
    extension: [
      ...(site.kind === 'hospital' || site.kind === 'laboratory'
        ? [
            qualification({
              number: `ACC-${site.index}`,
              code: concept(system.nucc, ...(trade?.taxonomy ?? ['', ''])),
              issuer: 'Board of Hospital and Laboratory Accreditation',
              start: isoDate(since),
            }),
          ]
        : []),
      { url: profile.planNet('org-description'), valueString: trade?.description ?? PAYER_TEXT },
    ],
    identifier: [
      npiIdentifier(site.npi),
      ...(trade ? [] : [{ type: PAYER_ID, system: system.directory, value: 'SCFHP' }]),
    ],
    active: true,
    type: [
      trade
        ? concept(system.orgType, trade.orgType, trade.typeDisplay)
        : concept(system.orgType, 'payer', 'Payer'),
    ],
    name: site.name,
    telecom: [
      officePhone(phone, '08:00:00', '18:00:00'),
      ...(site.kind === 'group' ? [afterHours(providers.payer)] : []),
      { system: 'url', value: `https://site${site.index}.example.org`, rank: 3 },
    ],
    address: [placedAddress(site)],
    ...(parent ? { partOf: bySite(parent) } : {}),
    contact: [{ name: { text: 'Front Desk' }, telecom: [{ system: 'phone', value: phone, use: 'work' }] }],
    ...(endpoint ? { endpoint: [endpoint] } : {}),
  };
}

const PAYER_ID = concept(system.c4bbIdentifierType, 'payerid');

/** Laboratories belong to hospitals. */
function parentOf(site: Site, providers: Providers): Site | undefined {
  if (site.kind !== 'laboratory') return undefined;
  const hospitals = providers.sitesOf('hospital');
  return hospitals[site.index % hospitals.length];
}
