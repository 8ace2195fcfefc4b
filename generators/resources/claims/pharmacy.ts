import type { ExplanationOfBenefitItemDetail } from 'fhir/r4.js';
import type { Fill } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { DRUGS } from '../../codes/drugs.ts';
import { system } from '../../codes/systems.ts';
import { vaccineOf } from '../../codes/vaccines.ts';
import { isoDate } from '../../days.ts';
import { bySite } from '../references.ts';
import { type ClaimContext, type ClaimDraft, priced } from './draft.ts';
import { careTeamRole, clinicianOnTeam, drugShareOf, firstPayer, received, supportingInfo } from './parts.ts';

const PHARMACY = concept(system.claimType, 'pharmacy', 'Pharmacy');
/** Extra Help (low-income subsidy) copayments of Part D, full benefit. */
const COPAY_CENTS = { 1: 1265, 2: 510 } as const;
/** Part of what is billed, besides the ingredients. */
const DISPENSING_FEE = 350;
const COMPOUND = concept(system.c4bbCompound, 'compound', 'compound');
const OINTMENT = concept(system.ndc, '00168020437', 'lidocaine 5 % ointment');

/** A pharmacy claim, adjudicated at the counter. */
export function pharmacyClaim(context: ClaimContext, event: Fill): ClaimDraft {
  const { drug, daysSupply } = event;
  // A vaccine is one day's supply, and one dose.
  const months = Math.max(1, daysSupply / 30);
  const share = {
    // Part D vaccines cost the member nothing (42 U.S.C. 1395w-102(b)(8)).
    copayCents: vaccineOf(drug.ndc) ? 0 : COPAY_CENTS[drug.brand],
    coinsurancePercent: 0,
    deductible: false,
    pool: 'drugs',
  } as const;
  // Nerve pain is sometimes treated on the skin, with an ointment that the pharmacy mixes.
  const compound = context.details.chance(0.2) && drug === DRUGS.gabapentin;
  const amount = { value: drug.quantity * months, unit: drug.unit };
  const product = concept(system.ndc, drug.ndc, drug.name);
  const detail: ExplanationOfBenefitItemDetail[] = [
    { sequence: 1, productOrService: product, quantity: amount },
    { sequence: 2, productOrService: OINTMENT, quantity: { value: 50 * months, unit: 'g' } },
  ];
  return {
    kind: 'pharmacy',
    profileName: 'Pharmacy',
    type: PHARMACY,
    start: event.day,
    end: event.day,
    provider: bySite(event.site),
    careTeam: [
      clinicianOnTeam(1, event.clinician, careTeamRole('prescribing')),
      ...(event.clinician.index === context.primary.index
        ? []
        : [clinicianOnTeam(2, context.primary, careTeamRole('primary'))]),
    ],
    supportingInfo: supportingInfo([
      ['dayssupply', { valueQuantity: { value: daysSupply, unit: 'days' } }],
      ['dawcode', { code: concept(system.dispensedAsWritten, drug.brand === '1' ? '1' : '0') }],
      ['refillnum', { valueQuantity: { value: event.refill } }],
      ['refillsauthorized', { valueQuantity: { value: event.refillsAuthorized } }],
      ['brandgenericindicator', { code: concept(system.brandGeneric, drug.brand) }],
      ['rxorigincode', { code: concept(system.prescriptionOrigin, '3') }],
      received(context),
      ['compoundcode', { code: concept(system.compoundCode, compound ? '2' : '1') }],
    ]),
    diagnosis: [],
    lines: [
      {
        ...priced(context.random, drug.cents * months + DISPENSING_FEE),
        drugCost: drug.cents * months,
        share: drugShareOf(context, share),
        item: {
          careTeamSequence: [1],
          productOrService: compound ? COMPOUND : product,
          servicedDate: isoDate(event.day),
          quantity: compound ? { value: 100 * months, unit: 'g' } : amount,
          ...(compound ? { detail } : {}),
        },
      },
    ],
    payer: firstPayer(context),
  };
}
