import type { CodeableConcept, Coding, Encounter, Period, Reference } from 'fhir/r4.js';
import type { DentalVisit, EmergencyVisit, HospitalStay, OfficeVisit } from '../../care-event.ts';
import { coding, concept } from '../../codes/concept.ts';
import { system } from '../../codes/systems.ts';
import { pacificTime } from '../../days.ts';
import { atSite, byClinician, bySite } from '../references.ts';
import { type ClinicalContext, claims, subjectOf } from './clinical.ts';

export type VisitEvent = OfficeVisit | EmergencyVisit | HospitalStay | DentalVisit;

const AMBULATORY = coding(system.actCode, 'AMB', 'ambulatory');
const CLASSES: Readonly<Record<VisitEvent['kind'], Coding>> = {
  office: AMBULATORY,
  dental: AMBULATORY,
  emergency: coding(system.actCode, 'EMER', 'emergency'),
  hospital: coding(system.actCode, 'IMP', 'inpatient encounter'),
};
const CHECK_UP = concept(system.snomed, '185349003', 'Encounter for check up');
const TYPES: Readonly<Record<VisitEvent['kind'], CodeableConcept>> = {
  office: concept(system.snomed, '308335008', 'Patient encounter procedure'),
  dental: concept(system.snomed, '308335008', 'Patient encounter procedure'),
  emergency: concept(system.snomed, '50849002', 'Emergency room admission'),
  hospital: concept(system.snomed, '32485007', 'Hospital admission'),
};
const PRIMARY = concept(system.participation, 'PPRF', 'primary performer');
const ATTENDING = concept(system.participation, 'ATND', 'attender');
const DISPOSITIONS = {
  home: concept(system.dischargeDisposition, 'home', 'Home'),
  snf: concept(system.dischargeDisposition, 'snf', 'Skilled nursing facility'),
  rehab: concept(system.dischargeDisposition, 'rehab', 'Rehabilitation'),
} as const;
const VISIT_MINUTES = { office: 30, dental: 45, emergency: 180 } as const;
const ADMITTED_AT = 14 * 60;
const DAY_MINUTES = 24 * 60;

/**
 * US Core 6.1.0 Encounter of a visit or stay: day, site and clinician as on its claim.
 *
 * @param diagnosis the condition found; a check-up has none and gives its reason as a code
 */
export function encounter(
  context: ClinicalContext,
  event: VisitEvent,
  id: string,
  diagnosis: Reference | undefined,
): Encounter {
  const period = periodOf(event);
  const leftFor = event.kind === 'hospital' ? event.discharged : 'home';
  const inHospital = event.kind === 'hospital' || event.kind === 'emergency';
  const [code, display] = event.diagnoses[0] ?? ['R69', 'Illness, unspecified'];
  return {
    resourceType: 'Encounter',
    id,
    meta: claims('us-core-encounter'),
    identifier: [{ system: system.visit, value: `V-${id.slice(0, 18)}` }],
    status: 'finished',
    class: CLASSES[event.kind],
    type: [event.kind === 'office' && event.annual ? CHECK_UP : TYPES[event.kind]],
    subject: subjectOf(context),
    participant: [
      {
        type: [inHospital ? ATTENDING : PRIMARY],
        ...(inHospital ? { period } : {}),
        individual: byClinician(event.clinician),
      },
    ],
    period,
    reasonCode: [concept(system.icd10, code, display)],
    ...(diagnosis ? { reasonReference: [diagnosis] } : {}),
    ...(inHospital ? { hospitalization: { dischargeDisposition: DISPOSITIONS[leftFor] } } : {}),
    location: [{ location: atSite(event.site) }],
    serviceProvider: bySite(event.site),
  };
}

function periodOf(event: VisitEvent): Period {
  if (event.kind === 'hospital') {
    return { start: pacificTime(event.admitted, ADMITTED_AT), end: pacificTime(event.day, event.minute) };
  }
  const end = event.minute + VISIT_MINUTES[event.kind];
  return {
    start: pacificTime(event.day, event.minute),
    end: pacificTime(event.day + Math.floor(end / DAY_MINUTES), end % DAY_MINUTES),
  };
}

/** An appointment some days before a visit that the member called off. */
export function cancelledVisit(context: ClinicalContext, event: VisitEvent, daysBefore: number): Encounter {
  const planned = pacificTime(event.day - daysBefore, event.minute);
  const [code, display] = event.diagnoses[0] ?? ['R69', 'Illness, unspecified'];
  const id = context.nextId('Encounter');
  return {
    resourceType: 'Encounter',
    id,
    meta: claims('us-core-encounter'),
    identifier: [{ system: system.visit, value: `V-${id.slice(0, 18)}` }],
    status: 'cancelled',
    class: CLASSES[event.kind],
    type: [TYPES[event.kind]],
    subject: subjectOf(context),
    participant: [{ type: [PRIMARY], individual: byClinician(event.clinician) }],
    period: { start: planned, end: planned },
    reasonCode: [concept(system.icd10, code, display)],
    location: [{ location: atSite(event.site) }],
    serviceProvider: bySite(event.site),
  };
}
