import type { Endpoint, Reference } from 'fhir/r4.js';
import { coding, concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import type { IdCodec } from '../../ids.ts';
import type { Site } from '../../sites.ts';
import { bySite } from '../references.ts';
import type { DirectoryContext } from './directory-context.ts';

/** The plan's own is the first; those of sites follow by index. */
const idOf = (codec: IdCodec, site: Site | undefined): string =>
  codec.encode('Endpoint', site ? site.index : 0, 0);

export function planEndpoint(codec: IdCodec): Reference {
  return { reference: `Endpoint/${idOf(codec, undefined)}` };
}

/** Hospitals and medical groups exchange data electronically; other sites are asked by phone. */
export function organizationEndpoint(codec: IdCodec, site: Site): Reference | undefined {
  return site.kind === 'hospital' || site.kind === 'group'
    ? { reference: `Endpoint/${idOf(codec, site)}` }
    : undefined;
}

/** Plan-Net Endpoint of the plan's FHIR service. */
export function directoryEndpoint({ codec, providers: { payer } }: DirectoryContext): Endpoint {
  return endpoint(payer, idOf(codec, undefined), {
    name: 'SCFHP provider directory',
    connectionType: FHIR_REST,
    purpose: 'PATRQT',
    address: 'https://api.scfhp.example.org/ghp/fhir4/providerdirectory/v1',
  });
}

/** Plan-Net Endpoint of a site: a hospital's FHIR service, a group's Direct address; `undefined` for other sites. */
export function siteEndpoint({ codec }: DirectoryContext, site: Site): Endpoint | undefined {
  if (!organizationEndpoint(codec, site)) return undefined;
  return site.kind === 'hospital'
    ? endpoint(site, idOf(codec, site), {
        name: `${site.name} FHIR service`,
        connectionType: FHIR_REST,
        purpose: 'TREAT',
        address: `https://site${site.index}.example.org/fhir`,
      })
    : endpoint(site, idOf(codec, site), {
        name: `${site.name} Direct messaging`,
        connectionType: DIRECT,
        purpose: 'TREAT',
        address: `mailto:site${site.index}@direct.example.org`,
      });
}

const FHIR_REST = coding(system.connectionType, 'hl7-fhir-rest', 'HL7 FHIR');
const DIRECT = coding(system.connectionType, 'direct-project', 'Direct Project');

function endpoint(
  owner: Site,
  id: string,
  { purpose, ...body }: Pick<Endpoint, 'name' | 'connectionType' | 'address'> & { readonly purpose: string },
): Endpoint {
  return {
    resourceType: 'Endpoint',
    id,
    meta: { profile: [profile.planNet('plannet-Endpoint')] },
    extension: [
      {
        url: profile.planNet('endpoint-usecase'),
        extension: [{ url: 'type', valueCodeableConcept: concept(system.actReason, purpose) }],
      },
    ],
    status: 'active',
    ...body,
    managingOrganization: bySite(owner),
    contact: [{ system: 'phone', value: owner.phone, use: 'work' }],
    payloadType: [concept(system.payloadType, 'NA')],
    payloadMimeType: ['application/fhir+json'],
  };
}
