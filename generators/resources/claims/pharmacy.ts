import type { ExplanationOfBenefit } from 'fhir/r4.js';
import type { Fill } from '../../care-event.ts';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { type ClaimContext, claim } from './claim.ts';
import { adjudicate, lineAdjudication } from './money.ts';
import {
  careTeamRole,
  clinicianOnTeam,
  organizationOf,
  received,
  shareOf,
  status,
  supportingInfo,
} from './parts.ts';

const PHARMACY = concept(system.claimType, 'pharmacy', 'Pharmacy');
/** Extra Help (low-income subsidy) copayments of Part D, full benefit. */
const COPAY_CENTS = { 1: 1265, 2: 510 } as const;
/** NCPDP 70: product or service not covered. */
const NOT_COVERED = {
  category: concept(system.c4bbDiscriminator, 'rejectreason'),
  reason: concept(system.rejectReason, '70'),
};

/** A pharmacy claim, adjudicated at the counter. */
export function pharmacyClaim(context: ClaimContext, event: Fill): ExplanationOfBenefit {
  const { drug, daysSupply } = event;
  const months = daysSupply / 30;
  const share = shareOf(context, { copayCents: COPAY_CENTS[drug.brand], coinsurancePercent: 0 });
  const amounts = adjudicate(context.random, drug.cents * months, share, context.denied);
  return claim(context, {
    profileName: 'Pharmacy',
    type: PHARMACY,
    start: event.day,
    end: event.day,
    provider: organizationOf(event.site),
    careTeam: [clinicianOnTeam(1, event.clinician, careTeamRole('prescribing'))],
    supportingInfo: supportingInfo([
      ['dayssupply', { valueQuantity: { value: daysSupply, unit: 'days' } }],
      ['dawcode', { code: concept(system.dispensedAsWritten, drug.brand === '1' ? '1' : '0') }],
      ['refillnum', { valueQuantity: { value: event.refill } }],
      ['refillsauthorized', { valueQuantity: { value: event.refillsAuthorized } }],
      ['brandgenericindicator', { code: concept(system.brandGeneric, drug.brand) }],
      ['rxorigincode', { code: concept(system.prescriptionOrigin, '3') }],
      received(context),
      ['compoundcode', { code: concept(system.compoundCode, '1') }],
    ]),
    diagnosis: [],
    item: [
      {
        sequence: 1,
        careTeamSequence: [1],
        productOrService: concept(system.ndc, drug.ndc, drug.name),
        servicedDate: isoDate(event.day),
        quantity: { value: drug.quantity * months, unit: drug.unit },
        ...(context.denied ? { noteNumber: [1] } : {}),
        adjudication: [...lineAdjudication(amounts), ...(context.denied ? [NOT_COVERED] : [])],
      },
    ],
    adjudication: [status('billingnetworkstatus'), status('benefitpaymentstatus')],
    amounts: [amounts],
  });
}
