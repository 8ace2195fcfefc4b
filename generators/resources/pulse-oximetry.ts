import type { Observation } from 'fhir/r4.js';
import type { EmergencyVisit, OfficeVisit } from '../care-event.ts';
import { alike, concept, quantity } from '../codes/concept.ts';
import { system } from '../codes/systems.ts';
import { yearOf } from '../days.ts';
import { showsEverything } from '../personas.ts';
import { NOT_PERFORMED, type ObservationContext, vitalSign } from './observation.ts';

/** US Core asks for both codes. */
const SATURATION = alike(
  [system.loinc, '59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry'],
  [system.loinc, '2708-6', 'Oxygen saturation in Arterial blood'],
);
const FLOW_RATE = concept(system.loinc, '3151-8', 'Inhaled oxygen flow rate');
const CONCENTRATION = concept(system.loinc, '3150-0', 'Inhaled oxygen concentration');
const UNMEASURED = 0.08;

/**
 * US Core 6.1.0 pulse oximetry.
 *
 * @param of saturation in percent, and the oxygen that was given, if any: litres a minute, percent of what is inhaled
 */
export function pulseOximetry(
  context: ObservationContext,
  event: OfficeVisit | EmergencyVisit,
  of: {
    readonly saturation: number;
    readonly oxygen?: { readonly litres: number; readonly percent: number };
  },
): Observation {
  const { details, facts } = context;
  const { saturation, oxygen } = of;
  const turn = showsEverything(facts) ? yearOf(event.day) % 3 : undefined;
  /** In 1 of 12 something is left out; for the member who shows everything, in turn. */
  const isMissing = (place: number): boolean => {
    const drawn = details.chance(UNMEASURED);
    return turn === undefined ? drawn : turn === place;
  };
  const part = (value: number, unit: string, missing: boolean) =>
    missing ? { dataAbsentReason: NOT_PERFORMED } : { valueQuantity: quantity(value, unit) };
  return vitalSign(context, event, 'us-core-pulse-oximetry', {
    code: SATURATION,
    ...(isMissing(0) ? { dataAbsentReason: NOT_PERFORMED } : { valueQuantity: quantity(saturation, '%') }),
    ...(oxygen
      ? {
          component: [
            { code: FLOW_RATE, ...part(oxygen.litres, 'L/min', isMissing(1)) },
            { code: CONCENTRATION, ...part(oxygen.percent, '%', isMissing(2)) },
          ],
        }
      : {}),
  });
}
