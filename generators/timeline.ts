import { businessDayFrom } from './business-days.ts';
import type {
  CareEvent,
  DentalVisit,
  Diagnosis,
  EmergencyVisit,
  Fill,
  HospitalStay,
  LaboratoryTest,
  OfficeVisit,
} from './care-event.ts';
import {
  ACUTE,
  ADMISSIONS,
  CARIES,
  CHECK_UP,
  CHILD_CHECK_UP,
  CHRONIC,
  type ChronicCondition,
  DENTAL_EXAM,
  EMERGENCY,
  metAt,
  NEEDS_HELP,
  URINARY_INFECTION,
} from './codes/conditions.ts';
import { DRUGS, type Drug } from './codes/drugs.ts';
import {
  annualVisitOf,
  DAY_CARE,
  DENTAL_VISIT,
  EMERGENCY_VISITS,
  FILLING,
  IMAGING,
  OFFICE_EXTRAS,
  OFFICE_VISITS,
} from './codes/services.ts';
import { dayOf, yearOf } from './days.ts';
import { coveredOn, coverOn } from './enrollment.ts';
import { ageAt } from './life.ts';
import type { MemberFacts, Origin } from './member.ts';
import type { PersonaCare } from './personas.ts';
import { preventiveCare } from './preventive-care.ts';
import { type Random, stream } from './random.ts';
import type { Clinician, Providers, Site } from './sites.ts';

/** Where a member goes for everything that is not special. */
export interface RegularCare {
  /** The member's own doctor. */
  readonly primary: Clinician;
  readonly pharmacy: Site;
}

/** What the parts of a year draw from. */
interface Year extends RegularCare {
  readonly random: Random;
  readonly facts: MemberFacts;
  readonly providers: Providers;
  readonly firstDay: number;
  /** Of the member in the middle of the year. */
  readonly age: number;
  readonly chronic: readonly ChronicCondition[];
  readonly known: readonly Diagnosis[];
  /** Drugs taken all the time, and why. */
  readonly standing: readonly {
    readonly drug: Drug;
    readonly reason: Diagnosis;
    readonly daysSupply: 30 | 90;
  }[];
}

/**
 * What happens to a member in one calendar year, in the order drawn: a pure function of seed, anchor year, member and
 * year. Nothing happens before enrollment.
 */
export function eventsOf(
  origin: Origin,
  facts: MemberFacts,
  providers: Providers,
  year: number,
): readonly CareEvent[] {
  const context = openYear(origin, facts, providers, year);
  const visits = officeVisits(context);
  const events = [
    ...visits,
    ...laboratoryTests(context, visits),
    ...standingFills(context),
    ...painFills(context, visits),
    ...emergencyVisits(context),
    ...hospitalStays(context),
    ...dentalVisits(context),
    ...dayCare(context),
    ...preventiveCare(origin, facts, context, year),
  ];
  return events.filter((event) =>
    coveredOn(facts, event.kind === 'hospital' ? event.admitted : event.day, event.day),
  );
}

/** The member's own doctor and pharmacy, the same in every year. */
export function regularCareOf({ seed }: Origin, { index }: MemberFacts, providers: Providers): RegularCare {
  return regularCare(stream(seed, 'habits', index), providers);
}

function regularCare(habits: Random, providers: Providers): RegularCare {
  return {
    primary: habits.pick(providers.primaryCare),
    pharmacy: habits.pick(providers.sitesOf('pharmacy')),
  };
}

function openYear({ seed }: Origin, facts: MemberFacts, providers: Providers, year: number): Year {
  // Habits last a lifetime: doctor, pharmacy and standing drugs are the same in every year.
  const habits = stream(seed, 'habits', facts.index);
  const chronic: readonly ChronicCondition[] = facts.chronic.map((name) => CHRONIC[name]);
  return {
    random: stream(seed, 'year', facts.index, year),
    facts,
    providers,
    firstDay: dayOf(year, 1, 1),
    age: Math.max(0, ageAt(facts.birthDay, dayOf(year, 7, 1))),
    ...regularCare(habits, providers),
    chronic,
    known: chronic.map(({ code, display }) => [code, display] as const),
    standing: chronic.flatMap(({ code, display, drugs }) =>
      drugs.flatMap((key, n) => {
        const taken = habits.chance(0.3) || n === 0 || facts.persona !== undefined;
        const daysSupply = habits.chance(0.1) ? 30 : 90;
        const drug = DRUGS[key];
        return taken && drug ? [{ drug, reason: [code, display] as const, daysSupply } as const] : [];
      }),
    ),
  };
}

function officeVisits({ random, facts, providers, firstDay, age, primary, known }: Year): OfficeVisit[] {
  const acute = metAt(ACUTE, age, ([code]) => code);
  const count = random.int(4, 6);
  const days = Array.from({ length: facts.persona?.visits ?? count }, () => workday(random, firstDay));
  return days
    .sort((a, b) => a - b)
    .map((day, n) => {
      const annual = n === 0;
      const clinician = annual || random.chance(0.7) ? primary : random.pick(providers.specialists);
      const ageThen = Math.max(0, ageAt(facts.birthDay, day));
      const checkUp = ageThen < 18 ? CHILD_CHECK_UP : CHECK_UP;
      const reason = annual ? checkUp : random.pick(known.length > 0 && random.chance(0.6) ? known : acute);
      return {
        kind: 'office',
        day,
        minute: random.int(32, 66) * 15,
        clinician,
        site: clinician.site,
        diagnoses: [reason, ...known.filter(([code]) => code !== reason[0])].slice(0, 3),
        services: [
          annual
            ? annualVisitOf(ageThen, (coverOn(facts, day) ?? facts.cover) !== 'medi-cal')
            : random.pick(OFFICE_VISITS),
          ...random.some(OFFICE_EXTRAS, random.int(0, 1)),
        ],
        annual,
      };
    });
}

/** Standing orders twice a year for the chronically ill, two screenings for others, and now and then a culture. */
function laboratoryTests(year: Year, visits: readonly OfficeVisit[]): LaboratoryTest[] {
  const { random, facts, providers, firstDay, age, primary, chronic, known } = year;
  if (facts.persona?.withoutLabs || age < 1) return [];
  const screenings = age < 18 ? CHILD_SCREENINGS : SCREENINGS;
  const laboratories = providers.sitesOf('laboratory');
  const standing = [...new Set(chronic.flatMap(({ labs }) => labs))];
  const rounds =
    standing.length > 0 ? [standing, standing] : [[random.pick(screenings)], [random.pick(screenings)]];
  const tests: LaboratoryTest[] = rounds.map((orders, n) => ({
    kind: 'laboratory',
    day: businessDayFrom((visits[n * 2]?.day ?? somewhen(random, firstDay)) + random.int(0, 6)),
    minute: random.int(28, 44) * 15,
    clinician: primary,
    site: random.pick(laboratories),
    diagnoses: known.length > 0 ? known.slice(0, 2) : [age < 18 ? CHILD_CHECK_UP : CHECK_UP],
    orders,
    culture: false,
  }));
  if (!happens(year, 'culture', 0.08)) return tests;
  const culture: LaboratoryTest = {
    kind: 'laboratory',
    day: workday(random, firstDay),
    minute: random.int(32, 60) * 15,
    clinician: primary,
    site: random.pick(laboratories),
    diagnoses: [URINARY_INFECTION],
    orders: [],
    culture: true,
  };
  return [...tests, culture];
}

/** A prescription a year for each standing drug, filled as often as its supply runs out. */
function standingFills({ random, firstDay, primary, pharmacy, standing }: Year): Fill[] {
  return standing.flatMap(({ drug, reason, daysSupply }) => {
    const fills = daysSupply === 30 ? 12 : 4;
    const phase = random.int(1, 28);
    return Array.from({ length: fills }, (_, refill) => ({
      kind: 'pharmacy' as const,
      day: firstDay + phase + refill * daysSupply,
      minute: random.int(36, 76) * 15,
      clinician: primary,
      site: pharmacy,
      diagnoses: [reason],
      drug,
      refill,
      refillsAuthorized: fills - 1,
      daysSupply,
    }));
  });
}

function painFills({ pharmacy }: Year, visits: readonly OfficeVisit[]): Fill[] {
  const drug = DRUGS.gabapentin;
  if (!drug) return [];
  return visits
    .filter(({ diagnoses }) => /^(M54|M25|R51)/.test(diagnoses[0]?.[0] ?? ''))
    .map(({ day, minute, clinician, diagnoses }) => ({
      kind: 'pharmacy',
      day: day + 1,
      minute,
      clinician,
      site: pharmacy,
      diagnoses,
      drug,
      refill: 0,
      refillsAuthorized: 0,
      daysSupply: 30,
    }));
}

function emergencyVisits(year: Year): EmergencyVisit[] {
  const { random, providers, firstDay, age } = year;
  if (!happens(year, 'emergency', 0.25)) return [];
  return [
    {
      kind: 'emergency',
      day: somewhen(random, firstDay),
      minute: random.int(0, 95) * 15,
      clinician: random.pick(providers.hospitalists),
      site: random.pick(providers.sitesOf('hospital')),
      diagnoses: [random.pick(metAt(EMERGENCY, age, ([code]) => code))],
      services: [random.pick(EMERGENCY_VISITS), random.pick(IMAGING)],
    },
  ];
}

function hospitalStays(year: Year): HospitalStay[] {
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

function dentalVisits(year: Year): DentalVisit[] {
  const { random, providers, firstDay, age } = year;
  if (!happens(year, 'dental', 0.45) || age < FIRST_DENTIST) return [];
  const clinician = random.pick(providers.dentists);
  const filled = random.chance(0.4);
  return [
    {
      kind: 'dental',
      day: workday(random, firstDay),
      minute: random.int(32, 64) * 15,
      clinician,
      site: clinician.site,
      diagnoses: [filled ? CARIES : DENTAL_EXAM],
      services: filled ? [...DENTAL_VISIT, FILLING] : DENTAL_VISIT,
      tooth: filled ? toothAt(age, random.int(1, 32)) : undefined,
    },
  ];
}

const FIRST_DENTIST = 3;
const MILK_TEETH = 'ABCDEFGHIJKLMNOPQRST';
const FIRST_MOLARS = ['3', '14', '19', '30'];

/** One of 32 teeth in the universal numbering; children have milk teeth (letters), then their first molars. */
function toothAt(age: number, number: number): string | undefined {
  if (age < 6) return MILK_TEETH[number % MILK_TEETH.length];
  return age < 13 ? FIRST_MOLARS[number % FIRST_MOLARS.length] : String(number);
}

/** Every working day: the centre, the way there and back, and help at home. Nothing is drawn. */
function dayCare({ facts, firstDay, primary }: Year): OfficeVisit[] {
  if (!facts.persona?.dayCare) return [];
  const days = Array.from({ length: 365 }, (_, n) => firstDay + n).filter(
    (day) => businessDayFrom(day) === day,
  );
  return days.flatMap((day) =>
    DAY_CARE.map(({ minute, service }) => ({
      kind: 'office',
      day,
      minute,
      clinician: primary,
      site: primary.site,
      diagnoses: [NEEDS_HELP],
      services: [service],
      annual: false,
      standing: true,
    })),
  );
}

/** Drawn for everyone, so that a persona's certainty shifts nothing that is drawn later. */
function happens({ random, facts }: Year, what: PersonaCare, p: number): boolean {
  const drawn = random.chance(p);
  return drawn || (facts.persona?.always.includes(what) ?? false);
}

const somewhen = (random: Random, firstDay: number): number => firstDay + random.int(2, 350);
const workday = (random: Random, firstDay: number): number => businessDayFrom(somewhen(random, firstDay));
const SCREENINGS = ['lipids', 'metabolic', 'bloodCount'] as const;
const CHILD_SCREENINGS = ['bloodCount'] as const;
