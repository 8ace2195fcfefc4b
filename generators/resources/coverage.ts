import type { Coverage } from 'fhir/r4.js';
import { concept } from '../codes/concept.ts';
import { profile, system } from '../codes/systems.ts';
import { isoDate } from '../days.ts';
import type { Enrollment } from '../enrollment.ts';
import type { MemberFacts } from '../member.ts';
import type { Site } from '../sites.ts';
import { PRODUCTS } from './insurance-plan.ts';
import { byMember, bySite } from './references.ts';

const MEMBER_NUMBER = concept(system.identifierType, 'MB', 'Member Number');
const SELF = concept(system.subscriberRelationship, 'self', 'Self');
const CHILD = concept(system.subscriberRelationship, 'child', 'Child');
/** Source of Payment Typology: 1 Medicare, 2 Medicaid. */
const PAYMENT = {
  DSNP: concept(system.coverageType, '14', 'Dual Eligibility Medicare/Medicaid Organization'),
  MEDICAL: concept(system.coverageType, '2', 'MEDICAID'),
} as const;
/** Mothers of newborns are not among the population: their numbers are beyond any member's. */
const FIRST_MOTHER = 5_000_000_000;

/** C4BB 2.0.0 and US Core 6.1.0 Coverage of a member by one of the plan's products. */
export function coverage(
  facts: MemberFacts,
  enrollment: Pick<Enrollment, 'product' | 'from' | 'to' | 'byMother'>,
  ids: { id: string; patientId: string; representativeId: string },
  payer: Site,
): Coverage {
  const product = PRODUCTS[enrollment.product];
  const member = byMember(ids.patientId);
  const { byMother, from, to } = enrollment;
  const subscriber = byMother ? { reference: `RelatedPerson/${ids.representativeId}` } : member;
  return {
    resourceType: 'Coverage',
    id: ids.id,
    meta: { profile: [profile.carin('C4BB-Coverage'), profile.usCore('us-core-coverage')] },
    identifier: [
      { type: MEMBER_NUMBER, system: system.member, value: `${facts.memberNumber}-${product.group}` },
    ],
    status: 'active',
    type: PAYMENT[product.group],
    policyHolder: subscriber,
    subscriber,
    subscriberId: byMother ? `SCF${FIRST_MOTHER + facts.index}` : facts.memberNumber,
    beneficiary: member,
    ...(byMother ? { dependent: '01' } : {}),
    relationship: byMother ? CHILD : SELF,
    period: { start: isoDate(from), ...(to === undefined ? {} : { end: isoDate(to) }) },
    payor: [bySite(payer)],
    class: [
      { type: concept(system.coverageClass, 'group', 'Group'), value: product.group, name: product.name },
      { type: concept(system.coverageClass, 'plan', 'Plan'), value: product.plan, name: product.name },
    ],
    network: `${product.name} Network`,
  };
}
