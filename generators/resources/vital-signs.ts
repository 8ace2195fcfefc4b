import type { Observation } from 'fhir/r4.js';
import type { OfficeVisit } from '../care-event.ts';
import { concept, quantity } from '../codes/concept.ts';
import { SMOKING } from '../codes/observations.ts';
import { system } from '../codes/systems.ts';
import { stageOn } from '../member-on.ts';
import { type ObservationContext, observation } from './observation.ts';
import { clinicianDisplay } from './practitioner.ts';

const VITAL_SIGNS = [concept(system.observationCategory, 'vital-signs', 'Vital Signs')];
const SMOKING_STATUS = [concept(system.observationCategory, 'social-history', 'Social History')];

/** Vital signs of an office visit; the year's first visit measures more and asks for smoking status. */
export function visitObservations(context: ObservationContext, event: OfficeVisit): Observation[] {
  const { facts, random } = context;
  const measure = (
    name: string,
    loinc: string,
    display: string,
    value: number,
    unit: string,
    label?: string,
  ) => vitalSign(context, event, name, [loinc, display], { valueQuantity: quantity(value, unit, label) });
  const usual = stageOn(facts, event.day);
  const weight = tenth(facts.weightKg + random.around(0, Math.min(3, facts.weightKg * 0.05)));
  const everyTime = [
    bloodPressure(context, event),
    measure(
      'us-core-heart-rate',
      '8867-4',
      'Heart rate',
      whole(random.around(usual.heartRate, 14)),
      '/min',
      'beats/minute',
    ),
    measure('us-core-body-weight', '29463-7', 'Body weight', weight, 'kg'),
  ];
  if (!event.annual) return everyTime;
  const breaths = whole(random.around(usual.breaths, 4));
  return [
    ...everyTime,
    measure('us-core-respiratory-rate', '9279-1', 'Respiratory rate', breaths, '/min', 'breaths/minute'),
    measure(
      'us-core-body-temperature',
      '8310-5',
      'Body temperature',
      tenth(random.around(36.8, 0.6)),
      'Cel',
      '°C',
    ),
    measure('us-core-body-height', '8302-2', 'Body height', facts.heightCm, 'cm'),
    measure(
      'us-core-bmi',
      '39156-5',
      'Body mass index',
      tenth(weight / (facts.heightCm / 100) ** 2),
      'kg/m2',
    ),
    smokingStatus(context, event),
  ];
}

function vitalSign(
  context: ObservationContext,
  event: OfficeVisit,
  name: string,
  [loinc, display]: readonly [string, string],
  body: Partial<Observation>,
): Observation {
  return observation(
    context,
    event,
    name,
    { category: VITAL_SIGNS, code: concept(system.loinc, loinc, display), ...body },
    performerOf(event),
  );
}

function bloodPressure(context: ObservationContext, event: OfficeVisit): Observation {
  const raised = context.facts.chronic.includes('hypertension') ? 14 : 0;
  const share = stageOn(context.facts, event.day).bloodPressure;
  const systolic = whole(context.random.around(121 + raised, 18) * share);
  const diastolic = whole(context.random.around(76 + raised / 2, 10) * share);
  return vitalSign(context, event, 'us-core-blood-pressure', ['85354-9', 'Blood pressure panel'], {
    component: [
      {
        code: concept(system.loinc, '8480-6', 'Systolic blood pressure'),
        valueQuantity: quantity(systolic, 'mm[Hg]', 'mmHg'),
      },
      {
        code: concept(system.loinc, '8462-4', 'Diastolic blood pressure'),
        valueQuantity: quantity(diastolic, 'mm[Hg]', 'mmHg'),
      },
    ],
  });
}

function smokingStatus(context: ObservationContext, event: OfficeVisit): Observation {
  const { code, display } = SMOKING[context.facts.smoking];
  return observation(
    context,
    event,
    'us-core-smokingstatus',
    {
      category: SMOKING_STATUS,
      code: concept(system.loinc, '72166-2', 'Tobacco smoking status'),
      valueCodeableConcept: concept(system.snomed, code, display),
    },
    performerOf(event),
  );
}

function performerOf({ clinician }: OfficeVisit) {
  return { reference: `Practitioner/${clinician.practitionerId}`, display: clinicianDisplay(clinician) };
}

const whole = (value: number): number => Math.round(value);
const tenth = (value: number): number => Math.round(value * 10) / 10;
