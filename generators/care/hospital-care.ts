import type { EmergencyVisit, HospitalStay } from '../care-event.ts';
import { ADMISSIONS, EMERGENCY, metAt } from '../codes/conditions.ts';
import { EMERGENCY_VISITS, IMAGING } from '../codes/services.ts';
import { yearOf } from '../days.ts';
import { happens, somewhen, type Year } from './year.ts';

const KNEE = '0SRC0J9';
type Discharges = readonly (readonly [HospitalStay['discharged'], number])[];
const AFTER: Discharges = [['home', 1]];
const AFTER_AGED: Discharges = [
  ['home', 70],
  ['snf', 30],
];
const AFTER_KNEE: Discharges = [
  ['home', 60],
  ['rehab', 40],
];

export function emergencyVisits(year: Year): EmergencyVisit[] {
  const { random, providers, firstDay, age } = year;
  if (!happens(year, 'emergency', 0.25)) return [];
  const reason = random.pick(metAt(EMERGENCY, age, ([code]) => code));
  const looked = IMAGING[reason[0]];
  return [
    {
      kind: 'emergency',
      day: somewhen(random, firstDay),
      minute: random.int(0, 95) * 15,
      clinician: random.pick(providers.hospitalists),
      site: random.pick(providers.sitesOf('hospital')),
      diagnoses: [reason],
      services: [random.pick(EMERGENCY_VISITS), ...(looked ? [looked] : [])],
    },
  ];
}

export function hospitalStays(year: Year): HospitalStay[] {
  const { random, providers, firstDay, age, known, facts } = year;
  if (!happens(year, 'hospital', 0.06)) return [];
  const drawn = random.pick(metAt(ADMISSIONS, age, ({ code }) => code));
  // Those who are there every year are so for another reason each time.
  const inTurn = ADMISSIONS[yearOf(firstDay) % ADMISSIONS.length];
  const admission = (facts.persona?.always.includes('hospital') && inTurn) || drawn;
  const admitted = somewhen(random, firstDay);
  return [
    {
      kind: 'hospital',
      day: admitted + admission.days + random.int(0, 2),
      minute: 11 * 60,
      admitted,
      clinician: random.pick(providers.hospitalists),
      site: random.pick(providers.sitesOf('hospital')),
      diagnoses: [[admission.code, admission.display], ...known.slice(0, 2)],
      drg: admission.drg,
      procedure: admission.procedure,
      discharged: random.weighted(admission.procedure === KNEE ? AFTER_KNEE : age > 74 ? AFTER_AGED : AFTER),
    },
  ];
}
