import type { Endpoint, InsurancePlan } from 'fhir/r4.js';
import { coding, concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import type { IdCodec } from '../ids.ts';
import type { Providers } from '../sites.ts';

/** The plan's two products: group and plan numbers as on coverages, Plan-Net product types. */
export const PRODUCTS = {
  dualConnect: {
    index: 0,
    name: 'SCFHP DualConnect',
    plan: 'H4045-001',
    group: 'DSNP',
    productType: 'mediadvhmo',
    display: 'Medicare Advantage HMO',
  },
  mediCal: {
    index: 1,
    name: 'SCFHP Medi-Cal',
    plan: 'MCAL-SCL',
    group: 'MEDICAL',
    productType: 'medid',
    display: 'Medicaid',
  },
} as const;

export type Product = (typeof PRODUCTS)[keyof typeof PRODUCTS];

/** Plan-Net InsurancePlan of a product. */
export function insurancePlan(
  product: Product,
  { payer, networks }: Providers,
  codec: IdCodec,
): InsurancePlan {
  const owner = { reference: `Organization/${payer.organizationId}`, display: payer.name };
  const network = networks[product.index];
  return {
    resourceType: 'InsurancePlan',
    id: codec.encode('InsurancePlan', product.index, 0),
    meta: { profile: [profile.planNet('plannet-InsurancePlan')] },
    identifier: [{ system: system.directory, value: product.plan, assigner: owner }],
    status: 'active',
    type: [concept(system.productType, product.productType, product.display)],
    name: product.name,
    alias: [product.group],
    ownedBy: owner,
    administeredBy: owner,
    coverageArea: [{ reference: `Location/${payer.locationId}`, display: 'Santa Clara County' }],
    contact: [
      { name: { text: 'Member Services' }, telecom: [{ system: 'phone', value: payer.phone, use: 'work' }] },
    ],
    endpoint: [{ reference: `Endpoint/${codec.encode('Endpoint', 0, 0)}` }],
    ...(network
      ? { network: [{ reference: `Organization/${network.organizationId}`, display: network.name }] }
      : {}),
  };
}

/** Plan-Net Endpoint of the plan's FHIR service. */
export function directoryEndpoint({ payer }: Providers, codec: IdCodec): Endpoint {
  return {
    resourceType: 'Endpoint',
    id: codec.encode('Endpoint', 0, 0),
    meta: { profile: [profile.planNet('plannet-Endpoint')] },
    extension: [
      {
        url: profile.planNet('endpoint-usecase'),
        extension: [{ url: 'type', valueCodeableConcept: concept(system.actReason, 'PATRQT') }],
      },
    ],
    status: 'active',
    connectionType: coding(system.connectionType, 'hl7-fhir-rest'),
    name: 'SCFHP provider directory',
    managingOrganization: { reference: `Organization/${payer.organizationId}`, display: payer.name },
    contact: [{ system: 'phone', value: payer.phone, use: 'work' }],
    payloadType: [concept(system.payloadType, 'NA')],
    payloadMimeType: ['application/fhir+json'],
    address: 'https://api.scfhp.example.org/ghp/fhir4/providerdirectory/v1',
  };
}
