import type { Coverage } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import type { MemberFacts } from '../member.ts';
import type { Site } from '../sites.ts';
import type { Product } from './insurance-plan.ts';

const MEMBER_NUMBER = concept(system.identifierType, 'MB', 'Member Number');
const SELF = concept(system.subscriberRelationship, 'self', 'Self');
/** Source of Payment Typology: 1 Medicare, 2 Medicaid. */
const PAYMENT = {
  DSNP: concept(system.coverageType, '14', 'Dual Eligibility Medicare/Medicaid Organization'),
  MEDICAL: concept(system.coverageType, '2', 'MEDICAID'),
} as const;

/** C4BB 2.0.0 and US Core 6.1.0 Coverage of a member by one of the plan's products. */
export function coverage(
  facts: MemberFacts,
  product: Product,
  ids: { id: string; patientId: string },
  payer: Site,
): Coverage {
  const member = { reference: `Patient/${ids.patientId}` };
  return {
    resourceType: 'Coverage',
    id: ids.id,
    meta: { profile: [profile.carin('C4BB-Coverage'), profile.usCore('us-core-coverage')] },
    identifier: [
      { type: MEMBER_NUMBER, system: system.member, value: `${facts.memberNumber}-${product.group}` },
    ],
    status: 'active',
    type: PAYMENT[product.group],
    policyHolder: member,
    subscriber: member,
    subscriberId: facts.memberNumber,
    beneficiary: member,
    relationship: SELF,
    period: { start: isoDate(facts.enrolledOn) },
    payor: [{ reference: `Organization/${payer.organizationId}`, display: payer.name }],
    class: [
      { type: concept(system.coverageClass, 'group', 'Group'), value: product.group, name: product.name },
      { type: concept(system.coverageClass, 'plan', 'Plan'), value: product.plan, name: product.name },
    ],
    network: `${product.name} Network`,
  };
}
