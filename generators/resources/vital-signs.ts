import type { Observation } from 'fhir/r4.js';
import type { EmergencyVisit, OfficeVisit } from '../care-event.ts';
import { concept, quantity } from '../codes/concept.ts';
import { system } from '../codes/systems.ts';
import { yearOf } from '../days.ts';
import { ageAt } from '../life.ts';
import { stageOn } from '../member-on.ts';
import { showsEverything } from '../personas.ts';
import { bloodPressure } from './blood-pressure.ts';
import { NOT_PERFORMED, type ObservationContext, vitalSign } from './observation.ts';
import { pulseOximetry } from './pulse-oximetry.ts';
import { smokingStatus } from './smoking-status.ts';

type Visit = OfficeVisit | EmergencyVisit;

/** US Core profile, LOINC code and display, UCUM unit with what people read. */
const MEASURES = {
  heartRate: ['us-core-heart-rate', '8867-4', 'Heart rate', '/min', 'beats/minute'],
  weight: ['us-core-body-weight', '29463-7', 'Body weight', 'kg', 'kg'],
  breaths: ['us-core-respiratory-rate', '9279-1', 'Respiratory rate', '/min', 'breaths/minute'],
  temperature: ['us-core-body-temperature', '8310-5', 'Body temperature', 'Cel', '°C'],
  height: ['us-core-body-height', '8302-2', 'Body height', 'cm', 'cm'],
  bmi: ['us-core-bmi', '39156-5', 'Body mass index', 'kg/m2', 'kg/m2'],
} as const;

type Measure = keyof typeof MEASURES;

/** Share of the year's first visits at which something was not measured, and of the others. */
const UNMEASURED = { annual: 0.12, other: 0.02 } as const;
/** What the member who shows everything lacks, year by year. */
const BY_TURNS: readonly (readonly Measure[])[] = [
  ['breaths', 'temperature'],
  ['height', 'bmi'],
  ['heartRate', 'weight', 'bmi'],
];
/** Years of age. */
const CUFF_FROM = 3;
const BMI_FROM = 2;
const ASKED_FROM = 12;

/** Vital signs of an office visit; the year's first visit measures more and asks for smoking status. */
export function visitObservations(context: ObservationContext, event: OfficeVisit): Observation[] {
  const { facts, random, details } = context;
  const age = ageAt(facts.birthDay, event.day);
  const usual = stageOn(facts, event.day);
  const weight = tenth(facts.weightKg + random.around(0, Math.min(3, facts.weightKg * 0.05)));
  const missing = missingAt(context, event);
  const measure = (name: Measure, value: number) =>
    measured(context, event, name, missing.has(name) ? undefined : value);
  const everyTime = [
    ...(age >= CUFF_FROM ? [bloodPressure(context, event)] : []),
    measure('heartRate', whole(random.around(usual.heartRate, 14))),
    measure('weight', weight),
  ];
  if (!event.annual) return everyTime;
  const breaths = whole(random.around(usual.breaths, 4));
  const temperature = tenth(random.around(36.8, 0.6));
  return [
    ...everyTime,
    measure('breaths', breaths),
    measure('temperature', temperature),
    measure('height', facts.heightCm),
    ...(age >= BMI_FROM ? [measure('bmi', tenth(weight / (facts.heightCm / 100) ** 2))] : []),
    pulseOximetry(context, event, { saturation: details.int(95, 99) }),
    ...(age >= ASKED_FROM ? [smokingStatus(context, event)] : []),
  ];
}

/** Vital signs on arrival in an emergency department, with oxygen for who needs it. */
export function emergencyObservations(context: ObservationContext, event: EmergencyVisit): Observation[] {
  const { facts, details } = context;
  const usual = stageOn(facts, event.day);
  const oxygen = { litres: details.int(1, 4), percent: details.pick([24, 28, 32]) };
  return [
    ...(ageAt(facts.birthDay, event.day) >= CUFF_FROM ? [bloodPressure(context, event)] : []),
    measured(context, event, 'heartRate', whole(details.around(usual.heartRate + 12, 16))),
    measured(context, event, 'breaths', whole(details.around(usual.breaths + 2, 4))),
    measured(context, event, 'temperature', tenth(details.around(37.1, 0.9))),
    pulseOximetry(context, event, { saturation: details.int(91, 98), oxygen }),
  ];
}

/** What could not be measured at a visit. Without weight or height there is no body mass index. */
function missingAt(
  { facts, details }: ObservationContext,
  { annual, day }: OfficeVisit,
): ReadonlySet<Measure> {
  if (showsEverything(facts) && annual) return new Set(BY_TURNS[yearOf(day) % BY_TURNS.length]);
  const one = details.pick(Object.keys(MEASURES) as Measure[]);
  if (!details.chance(annual ? UNMEASURED.annual : UNMEASURED.other)) return new Set();
  return new Set(one === 'weight' || one === 'height' ? [one, 'bmi'] : [one]);
}

function measured(
  context: ObservationContext,
  event: Visit,
  name: Measure,
  value: number | undefined,
): Observation {
  const [profile, loinc, display, unit, label] = MEASURES[name];
  return vitalSign(context, event, profile, {
    code: concept(system.loinc, loinc, display),
    ...(value === undefined
      ? { dataAbsentReason: NOT_PERFORMED }
      : { valueQuantity: quantity(value, unit, label) }),
  });
}

const whole = (value: number): number => Math.round(value);
const tenth = (value: number): number => Math.round(value * 10) / 10;
