import type {
  CodeableConcept,
  ExplanationOfBenefit,
  ExplanationOfBenefitCareTeam,
  ExplanationOfBenefitDiagnosis,
  ExplanationOfBenefitInsurance,
  ExplanationOfBenefitItem,
  ExplanationOfBenefitItemAdjudication,
  ExplanationOfBenefitSupportingInfo,
  Reference,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { isoDate, pacificTime } from '../../days.ts';
import type { MemberFacts } from '../../member.ts';
import type { Random } from '../../random.ts';
import type { Providers } from '../../sites.ts';
import { PRODUCTS } from '../insurance-plan.ts';
import { type Amounts, sumOf, totalsOf, usd } from './money.ts';

/** What every claim of a member is made with. */
export interface ClaimContext {
  readonly facts: MemberFacts;
  readonly providers: Providers;
  readonly random: Random;
  readonly id: string;
  readonly patientId: string;
  /** Ids of the member's coverages, those that they have. */
  readonly coverageIds: { readonly dualConnect: string; readonly mediCal: string };
  /** Days since 1970-01-01. */
  readonly receivedOn: number;
  readonly adjudicatedOn: number;
  readonly denied: boolean;
}

/** The parts in which kinds of claims differ. */
export interface ClaimParts {
  readonly profileName: string;
  readonly type: CodeableConcept;
  readonly subType?: CodeableConcept;
  readonly start: number;
  readonly end: number;
  /** Who billed. */
  readonly provider: Reference;
  readonly careTeam: ExplanationOfBenefitCareTeam[];
  readonly supportingInfo: ExplanationOfBenefitSupportingInfo[];
  readonly diagnosis: ExplanationOfBenefitDiagnosis[];
  /** An ICD-10-PCS procedure, principal and only. */
  readonly procedure?: { readonly code: string; readonly day: number };
  readonly item: ExplanationOfBenefitItem[];
  readonly adjudication: ExplanationOfBenefitItemAdjudication[];
  readonly amounts: readonly Amounts[];
  /** Medi-Cal pays first, as for dental care of those who have it. */
  readonly mediCalFirst?: boolean;
}

const UNIQUE_CLAIM = concept(system.c4bbIdentifierType, 'uc', undefined, 'Unique Claim ID');
const NORMAL = concept('http://terminology.hl7.org/CodeSystem/processpriority', 'normal');
const PRINCIPAL_PROCEDURE = concept(system.c4bbProcedureType, 'principal');
const TO_PROVIDER = concept(system.payeeType, 'provider', 'Provider');

/** An ExplanationOfBenefit to the given CARIN BB 2.0.0 profile. */
export function claim(context: ClaimContext, parts: ClaimParts): ExplanationOfBenefit {
  const { providers, denied } = context;
  const { payer } = providers;
  const paid = sumOf(parts.amounts).paidtoprovider;
  return {
    resourceType: 'ExplanationOfBenefit',
    id: context.id,
    meta: { profile: [profile.carin(`C4BB-ExplanationOfBenefit-${parts.profileName}`)] },
    identifier: [{ type: UNIQUE_CLAIM, system: system.claim, value: `CLM-${context.id.slice(0, 18)}` }],
    status: 'active',
    type: parts.type,
    ...(parts.subType ? { subType: parts.subType } : {}),
    use: 'claim',
    patient: { reference: `Patient/${context.patientId}` },
    billablePeriod: { start: isoDate(parts.start), end: isoDate(parts.end) },
    created: pacificTime(context.adjudicatedOn, 18 * 60),
    insurer: { reference: `Organization/${payer.organizationId}`, display: payer.name },
    provider: parts.provider,
    priority: NORMAL,
    payee: { type: TO_PROVIDER, party: parts.provider },
    outcome: 'complete',
    disposition: denied ? 'Denied' : 'Paid as contracted',
    careTeam: parts.careTeam,
    supportingInfo: parts.supportingInfo,
    ...(parts.diagnosis.length > 0 ? { diagnosis: parts.diagnosis } : {}),
    ...(parts.procedure
      ? {
          procedure: [
            {
              sequence: 1,
              type: [PRINCIPAL_PROCEDURE],
              date: isoDate(parts.procedure.day),
              procedureCodeableConcept: concept(system.icd10pcs, parts.procedure.code),
            },
          ],
        }
      : {}),
    insurance: insuranceOf(context, parts.mediCalFirst ?? false),
    item: parts.item,
    adjudication: parts.adjudication,
    total: totalsOf(parts.amounts),
    payment: {
      type: concept(system.c4bbStatus, denied ? 'denied' : 'paid', denied ? 'Denied' : 'Paid'),
      date: isoDate(context.adjudicatedOn),
      amount: usd(paid),
    },
    ...(denied
      ? { processNote: [{ number: 1, type: 'display', text: 'The service is not a covered benefit.' }] }
      : {}),
  };
}

/** The coverage that pays first is focal; a dual eligible member's other one follows. */
function insuranceOf(
  { facts, coverageIds }: ClaimContext,
  mediCalFirst: boolean,
): ExplanationOfBenefitInsurance[] {
  const dualConnect = {
    reference: `Coverage/${coverageIds.dualConnect}`,
    display: PRODUCTS.dualConnect.name,
  };
  const mediCal = { reference: `Coverage/${coverageIds.mediCal}`, display: PRODUCTS.mediCal.name };
  if (facts.cover === 'medicare') return [{ focal: true, coverage: dualConnect }];
  if (facts.cover === 'medi-cal') return [{ focal: true, coverage: mediCal }];
  const [first, second] = mediCalFirst ? [mediCal, dualConnect] : [dualConnect, mediCal];
  return [
    { focal: true, coverage: first },
    { focal: false, coverage: second },
  ];
}
