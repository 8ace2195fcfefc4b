import type {
  ExplanationOfBenefit,
  ExplanationOfBenefitInsurance,
  ExplanationOfBenefitItem,
  ExplanationOfBenefitItemAdjudication,
  Identifier,
} from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { profile, system } from '../../codes/systems.ts';
import { isoDate, pacificTime } from '../../days.ts';
import { PRODUCTS } from '../insurance-plan.ts';
import { byMember, bySite } from '../references.ts';
import { balances } from './balances.ts';
import type { Accumulated } from './cost-share.ts';
import type { ClaimContext, ClaimDraft } from './draft.ts';
import { amountAdjudication, sumOf, totalsOf, usd } from './money.ts';
import { allowedUnits, CAPITATION, FEE_SCHEDULE, refusal, status } from './reasons.ts';
import type { Settlement } from './settlement.ts';

/** One adjudication of a claim, by one payer. */
export interface Adjudicated {
  readonly id: string;
  readonly adjudicatedOn: number;
  readonly payer: 'dualConnect' | 'mediCal';
  readonly settlement: Settlement;
  /** The amounts stand in the header and not with the items, as institutional claims may have them. */
  readonly headerOnly: boolean;
  /** Number of the claim that this one replaces. */
  readonly replaces?: Identifier;
  /** Accumulators after this claim, where the member shares costs. */
  readonly accumulated?: Accumulated;
  /** The other payer is asked for what this one leaves. */
  readonly crossesOver: boolean;
}

const UNIQUE_CLAIM = concept(system.c4bbIdentifierType, 'uc', undefined, 'Unique Claim ID');
const NORMAL = concept('http://terminology.hl7.org/CodeSystem/processpriority', 'normal');
const TO_PROVIDER = concept(system.payeeType, 'provider', 'Provider');
const TO_MEMBER = concept(system.c4bbPayeeType, 'beneficiary', 'Beneficiary');
const PRIOR = concept(system.relatedClaim, 'prior', 'Prior Claim');
const REPLACED_BY = concept(system.c4bbRelatedClaim, 'replacedby');
const PAYMENT = {
  paid: concept(system.c4bbStatus, 'paid', 'Paid'),
  partiallypaid: concept(system.c4bbStatus, 'partiallypaid', 'Partially Paid'),
  denied: concept(system.c4bbStatus, 'denied', 'Denied'),
} as const;
const DISPOSITION = { paid: 'Paid as contracted', partiallypaid: 'Paid in part', denied: 'Denied' } as const;
const ENCOUNTER = 'Covered by the monthly capitation';
const CROSSOVER_NOTE = 'Medi-Cal is asked for the rest. The member owes nothing.';

/** The number by which the plan knows a claim. */
export function claimNumber(id: string): Identifier {
  return { type: UNIQUE_CLAIM, system: system.claim, value: `CLM-${id.slice(0, 18)}` };
}

/** An ExplanationOfBenefit to the draft's CARIN BB 2.0.0 profile. */
export function claim(
  context: ClaimContext,
  draft: ClaimDraft,
  adjudicated: Adjudicated,
): ExplanationOfBenefit {
  const { payer } = context.providers;
  const { settlement, replaces, accumulated } = adjudicated;
  const outcome = outcomeOf(draft, settlement);
  const notes = notesOf(adjudicated);
  const member = byMember(context.patientId);
  return {
    resourceType: 'ExplanationOfBenefit',
    id: adjudicated.id,
    meta: { profile: [profile.carin(`C4BB-ExplanationOfBenefit-${draft.profileName}`)] },
    identifier: [claimNumber(adjudicated.id)],
    status: 'active',
    type: draft.type,
    ...(draft.subType ? { subType: draft.subType } : {}),
    use: 'claim',
    patient: member,
    billablePeriod: { start: isoDate(draft.start), end: isoDate(draft.end) },
    created: pacificTime(adjudicated.adjudicatedOn, 18 * 60),
    insurer: bySite(payer),
    provider: draft.provider,
    priority: NORMAL,
    ...(replaces ? { related: [{ relationship: PRIOR, reference: replaces }] } : {}),
    payee: settlement.paidByMember
      ? { type: TO_MEMBER, party: member }
      : { type: TO_PROVIDER, party: draft.provider },
    outcome: 'complete',
    disposition: draft.capitated && outcome === 'paid' ? ENCOUNTER : DISPOSITION[outcome],
    careTeam: draft.careTeam,
    supportingInfo: draft.supportingInfo,
    ...(draft.diagnosis.length > 0 ? { diagnosis: draft.diagnosis } : {}),
    ...(draft.procedure ? { procedure: draft.procedure } : {}),
    insurance: insuranceOf(context, adjudicated.payer),
    item: draft.lines.map((_, index) => item(draft, adjudicated, index, notes.length)),
    adjudication: headerAdjudication(draft, adjudicated),
    total: totalsOf(settlement.amounts),
    payment: {
      type: PAYMENT[outcome],
      date: isoDate(adjudicated.adjudicatedOn),
      amount: usd(sumOf(settlement.amounts).benefit),
    },
    ...(notes.length > 0
      ? { processNote: notes.map((text, index) => ({ number: index + 1, type: 'display' as const, text })) }
      : {}),
    ...(accumulated ? { benefitBalance: balances(accumulated) } : {}),
  };
}

/** The last version of a claim that was reversed, or replaced by another. */
export function cancelled(eob: ExplanationOfBenefit, replacement?: Identifier): ExplanationOfBenefit {
  return {
    ...eob,
    status: 'cancelled',
    ...(replacement
      ? { related: [...(eob.related ?? []), { relationship: REPLACED_BY, reference: replacement }] }
      : {}),
    disposition: replacement ? 'Replaced by a corrected claim' : 'Reversed',
  };
}

function item(
  draft: ClaimDraft,
  { settlement, headerOnly }: Adjudicated,
  index: number,
  notes: number,
): ExplanationOfBenefitItem {
  const line = draft.lines[index];
  if (!line) throw new RangeError(`the claim has no line ${index + 1}`);
  const refused = settlement.denied.has(index);
  // Notes are in the order reason for denial, crossover; a line that is paid carries the last of them.
  const note = refused ? 1 : settlement.denied.size === 0 || notes > 1 ? notes : 0;
  return {
    sequence: index + 1,
    ...line.item,
    ...(note > 0 ? { noteNumber: [note] } : {}),
    ...(headerOnly ? {} : { adjudication: lineAdjudication(draft, settlement, index) }),
  };
}

function lineAdjudication(
  { kind, lines, capitated }: ClaimDraft,
  settlement: Settlement,
  index: number,
): ExplanationOfBenefitItemAdjudication[] {
  const refused = settlement.denied.has(index);
  const amounts = settlement.amounts.slice(index, index + 1).flatMap(amountAdjudication);
  const reasons = refused ? [refusal(kind, settlement)] : capitated ? [CAPITATION] : [];
  if (kind === 'pharmacy') return [...amounts, ...reasons];
  const units = allowedUnits(refused ? 0 : (lines[index]?.item.quantity?.value ?? 1));
  return kind === 'institutional'
    ? [...amounts, units, ...(refused ? reasons : [FEE_SCHEDULE])]
    : [status('benefitpaymentstatus'), ...amounts, units, ...reasons];
}

function headerAdjudication(
  { kind }: ClaimDraft,
  { settlement, headerOnly }: Adjudicated,
): ExplanationOfBenefitItemAdjudication[] {
  const statuses = [
    status('billingnetworkstatus'),
    ...(kind === 'professional' || kind === 'oral' ? [status('renderingnetworkstatus')] : []),
    ...(kind === 'professional' ? [] : [status('benefitpaymentstatus')]),
  ];
  if (!headerOnly) return statuses;
  const reasons = [
    ...(sumOf(settlement.amounts).discount > 0 ? [FEE_SCHEDULE] : []),
    ...(settlement.denied.size > 0 ? [refusal(kind, settlement)] : []),
  ];
  return [...statuses, ...amountAdjudication(sumOf(settlement.amounts)), ...reasons];
}

function outcomeOf(draft: ClaimDraft, { denied }: Settlement): keyof typeof PAYMENT {
  if (denied.size === 0) return 'paid';
  return denied.size === draft.lines.length ? 'denied' : 'partiallypaid';
}

function notesOf({ settlement, crossesOver }: Adjudicated): string[] {
  return [
    ...(settlement.denied.size > 0 ? [settlement.reason[1]] : []),
    ...(crossesOver ? [CROSSOVER_NOTE] : []),
  ];
}

/** The coverage of the payer is focal; a dual eligible member's other one follows. */
function insuranceOf(
  { facts, coverageIds }: ClaimContext,
  payer: 'dualConnect' | 'mediCal',
): ExplanationOfBenefitInsurance[] {
  const other = payer === 'mediCal' ? 'dualConnect' : 'mediCal';
  const of = (focal: boolean, plan: 'dualConnect' | 'mediCal'): ExplanationOfBenefitInsurance => ({
    focal,
    coverage: { reference: `Coverage/${coverageIds[plan]}`, display: PRODUCTS[plan].name },
  });
  return facts.cover === 'dual' ? [of(true, payer), of(false, other)] : [of(true, payer)];
}
