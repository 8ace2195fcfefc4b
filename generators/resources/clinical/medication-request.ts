import type { MedicationRequest, Reference } from 'fhir/r4.js';
import type { Fill } from '../../care-event.ts';
import { OVER_THE_COUNTER, PRESCRIBING } from '../../codes/clinical.ts';
import { concept, quantity } from '../../codes/concept.ts';
import { DRUGS } from '../../codes/drugs.ts';
import { system } from '../../codes/systems.ts';
import { isoDate } from '../../days.ts';
import { byClinician, bySite } from '../references.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

const COMMUNITY = [concept(system.medicationCategory, 'community', 'Community')];
/** Drugs are frozen constants: what is known of one's prescribing is found by its NDC. */
const prescribingByNdc = new Map(
  Object.entries(DRUGS).flatMap(([key, { ndc }]) => {
    const known = PRESCRIBING[key];
    return known ? [[ndc, known] as const] : [];
  }),
);

/**
 * US Core 6.1.0 MedicationRequest, active as when written: the prescription behind a fill and its refills; `undefined`
 * for what is given without one, such as a vaccine.
 *
 * @param first the first fill of the prescription that the plan knows of
 * @param visit the visit at which it was written, when it was written at one
 */
export function medicationRequest(
  context: ClinicalContext,
  first: Fill,
  visit: { readonly encounter: Reference; readonly day: number } | undefined,
): MedicationRequest | undefined {
  const { drug, daysSupply } = first;
  const prescribing = prescribingByNdc.get(drug.ndc);
  if (!prescribing) return undefined;
  const [dose, unit] = prescribing.dose;
  return {
    resourceType: 'MedicationRequest',
    id: context.nextId('MedicationRequest'),
    meta: claims('us-core-medicationrequest'),
    status: 'active',
    intent: 'order',
    category: COMMUNITY,
    reportedBoolean: false,
    medicationCodeableConcept: concept(system.rxnorm, ...prescribing.rxnorm, drug.name),
    subject: subjectOf(context),
    ...(visit ? { encounter: visit.encounter } : {}),
    authoredOn: isoDate(visit?.day ?? first.day),
    requester: byClinician(first.clinician),
    reasonCode: first.diagnoses.slice(0, 1).map(([code, display]) => concept(system.icd10, code, display)),
    dosageInstruction: [
      {
        text: prescribing.text,
        timing: { repeat: { frequency: prescribing.timesADay, period: 1, periodUnit: 'd' } },
        doseAndRate: [{ doseQuantity: quantity(dose, `{${unit}}`, unit) }],
      },
    ],
    dispenseRequest: {
      numberOfRepeatsAllowed: first.refillsAuthorized,
      quantity: { value: (drug.quantity * daysSupply) / 30, unit: drug.unit },
      expectedSupplyDuration: quantity(daysSupply, 'd', 'days'),
      performer: bySite(first.site),
    },
  };
}

/** What a member says they take without a prescription: on file as they report it. */
export function reportedMedication(context: ClinicalContext, day: number): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    id: context.nextId('MedicationRequest'),
    meta: claims('us-core-medicationrequest'),
    status: 'active',
    intent: 'plan',
    category: COMMUNITY,
    reportedBoolean: true,
    medicationCodeableConcept: concept(system.rxnorm, ...OVER_THE_COUNTER),
    subject: subjectOf(context),
    authoredOn: isoDate(day),
    requester: subjectOf(context),
    dosageInstruction: [{ text: 'Take 1 tablet by mouth when in pain', asNeededBoolean: true }],
  };
}
