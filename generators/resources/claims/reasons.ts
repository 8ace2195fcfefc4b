import type { CodeableConcept, ExplanationOfBenefitItemAdjudication } from 'fhir/r4.js';
import { concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import type { ClaimDraft } from './draft.ts';
import type { Settlement } from './settlement.ts';

const IN_NETWORK = concept(system.c4bbStatus, 'innetwork', 'In Network');
const discriminator = (code: string): CodeableConcept => concept(system.c4bbDiscriminator, code);

/** A status of the C4BB discriminator slices; every generated provider is in network. */
export function status(
  slice: 'billingnetworkstatus' | 'renderingnetworkstatus' | 'benefitpaymentstatus',
): ExplanationOfBenefitItemAdjudication {
  return { category: discriminator(slice), reason: IN_NETWORK };
}

/** Why a line, or a claim, is denied: an NCPDP reject code for drugs, else an X12 claim adjustment reason. */
export function refusal(
  kind: ClaimDraft['kind'],
  { reason: [code] }: Settlement,
): ExplanationOfBenefitItemAdjudication {
  return kind === 'pharmacy'
    ? { category: discriminator('rejectreason'), reason: concept(system.rejectReason, code) }
    : { category: discriminator('adjustmentreason'), reason: concept(system.adjustmentReason, code) };
}

/** X12 claim adjustment reason 45: the charge exceeds the contracted fee. */
export const FEE_SCHEDULE: ExplanationOfBenefitItemAdjudication = {
  category: discriminator('adjustmentreason'),
  reason: concept(system.adjustmentReason, '45'),
};

/** X12 claim adjustment reason 24: the monthly capitation covers the service. */
export const CAPITATION: ExplanationOfBenefitItemAdjudication = {
  category: discriminator('adjustmentreason'),
  reason: concept(system.adjustmentReason, '24'),
};

export function allowedUnits(units: number): ExplanationOfBenefitItemAdjudication {
  return { category: discriminator('allowedunits'), value: units };
}
