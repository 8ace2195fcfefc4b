import type { Observation } from 'fhir/r4.js';
import type { EmergencyVisit, OfficeVisit } from '../care-event.ts';
import { concept, quantity } from '../codes/concept.ts';
import { system } from '../codes/systems.ts';
import { stageOn } from '../member-on.ts';
import { showsEverything } from '../personas.ts';
import { NOT_PERFORMED, type ObservationContext, vitalSign } from './observation.ts';

const PANEL = concept(system.loinc, '85354-9', 'Blood pressure panel');
const SYSTOLIC = concept(system.loinc, '8480-6', 'Systolic blood pressure');
const DIASTOLIC = concept(system.loinc, '8462-4', 'Diastolic blood pressure');
/** By palpation only the systolic pressure is found; some refuse the cuff altogether. */
const PALPATED = 0.02;
const REFUSED = 0.01;

/** US Core 6.1.0 blood pressure, lying in the range of the member's age and condition. */
export function bloodPressure(context: ObservationContext, event: OfficeVisit | EmergencyVisit): Observation {
  const { facts, random, details } = context;
  const raised = facts.chronic.includes('hypertension') ? 14 : 0;
  const share = stageOn(facts, event.day).bloodPressure;
  const systolic = Math.round(random.around(121 + raised, 18) * share);
  const diastolic = Math.round(random.around(76 + raised / 2, 10) * share);
  // The member who shows everything refuses the cuff, or has it on a noisy day, more often.
  const chance = details.next() / (showsEverything(facts) ? 12 : 1);
  const refused = chance < REFUSED;
  const of = (value: number, missing: boolean) =>
    missing ? { dataAbsentReason: NOT_PERFORMED } : { valueQuantity: quantity(value, 'mm[Hg]', 'mmHg') };
  return vitalSign(context, event, 'us-core-blood-pressure', {
    code: PANEL,
    ...(refused ? { dataAbsentReason: NOT_PERFORMED } : {}),
    component: [
      { code: SYSTOLIC, ...of(systolic, refused) },
      { code: DIASTOLIC, ...of(diastolic, chance < REFUSED + PALPATED) },
    ],
  });
}
