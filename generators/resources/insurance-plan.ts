import type { InsurancePlan } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import type { DirectoryContext } from './directory/directory-context.ts';
import { planEndpoint } from './directory/endpoint.ts';
import { countyReference } from './directory/location.ts';
import { bySite } from './references.ts';

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

const PLAN_ID = concept(system.identifierType, 'NIIP', 'National Insurance Payor Identifier (Payor)');
const LOW_DEDUCTIBLE = concept(system.planType, 'lowdeductible', 'Low Deductible');

/** Plan-Net InsurancePlan of a product. */
export function insurancePlan(
  { anchorYear, codec, providers: { payer, networks } }: DirectoryContext,
  product: Product,
): InsurancePlan {
  const owner = bySite(payer);
  const network = networks[product.index];
  const area = countyReference(codec);
  return {
    resourceType: 'InsurancePlan',
    id: codec.encode('InsurancePlan', product.index, 0),
    meta: { profile: [profile.planNet('plannet-InsurancePlan')] },
    identifier: [{ type: PLAN_ID, system: system.directory, value: product.plan, assigner: owner }],
    status: 'active',
    type: [concept(system.productType, product.productType, product.display)],
    name: product.name,
    alias: [product.group],
    period: { start: `${anchorYear - 8 + product.index}-01-01` },
    ownedBy: owner,
    administeredBy: owner,
    coverageArea: [area],
    contact: [
      { name: { text: 'Member Services' }, telecom: [{ system: 'phone', value: payer.phone, use: 'work' }] },
    ],
    endpoint: [planEndpoint(codec)],
    ...(network ? { network: [bySite(network)] } : {}),
    plan: [{ type: LOW_DEDUCTIBLE, coverageArea: [area] }],
  };
}
