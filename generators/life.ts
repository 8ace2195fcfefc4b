import type { ChronicName } from './codes/conditions.ts';
import type { SmokingStatus } from './codes/observations.ts';
import { dayOf, isoDate } from './days.ts';
import type { Identity, Origin } from './member.ts';
import { FIRST } from './names.ts';
import { PERSONAS, type PersonaShape, type Relation, type YearDay } from './personas.ts';
import { type Random, stream } from './random.ts';

export interface FormerName {
  readonly family: string;
  /** HL7 NameUse: why the name is no longer used. */
  readonly use: 'maiden' | 'old';
  /** First day of the new name. */
  readonly until: number;
}

/** Who may act for the member (45 CFR 164.502(g)). */
export interface Representative {
  readonly relation: Relation;
  readonly given: string;
  readonly family: string;
}

/** The turns of a member's life, apart from illness. */
export interface Life {
  readonly birthDay: number;
  readonly deathDay: number | undefined;
  readonly formerName: FormerName | undefined;
  readonly representative: Representative | undefined;
}

const DEATHS = 0.05;
const RENAMED = { female: 0.06, male: 0.01 } as const;
const LEAP_DAYS = 0.01;
/** Below this age (years) a member may have been born into the plan, on the mother's coverage. */
const INFANT = 4;
const AGED = 75;
const REPRESENTED_AGED = 0.25;
const FORMER_FAMILIES = [
  'Delgado',
  'Whitfield',
  'Okafor',
  'Lindqvist',
  'Moreau',
  'Kowalczyk',
  'Hale',
  'Iglesias',
];
const PARENTS: readonly (readonly [Relation, number])[] = [
  ['mother', 70],
  ['father', 22],
  ['grandmother', 8],
];

/** The calendar day of a persona's date, counted from the anchor's year. */
export function dayAround({ anchorYear }: Origin, [years, month, date]: YearDay): number {
  return dayOf(anchorYear + years, month, date);
}

/**
 * A pure function of seed, anchor year and index.
 *
 * @param cover who is covered by Medicare is 65 or disabled
 * @param ordinary birthday of a member whose life stage has nothing special
 */
export function lifeOf(
  origin: Origin,
  { index, sex, name }: Identity,
  cover: PersonaShape['cover'],
  ordinary: number,
): Life {
  const random = stream(origin.seed, 'life', index);
  const persona = PERSONAS[index];
  const drawnBirth = leapDayNow(random, drawBirth(random, origin, cover, ordinary));
  const birthDay = persona ? personaBirth(origin, persona, ordinary) : drawnBirth;
  const age = ageAt(birthDay, dayOf(origin.anchorYear, 1, 1));
  const dies = age > 65 && random.chance(DEATHS);
  const died = dayOf(origin.anchorYear - random.int(0, 1), random.int(1, 12), random.int(1, 28));
  const renamed = age > 20 && name.family !== '' && random.chance(RENAMED[sex]);
  const former: FormerName = {
    family: random.pick(FORMER_FAMILIES),
    use: sex === 'female' ? 'maiden' : 'old',
    until: dayOf(origin.anchorYear - 1, random.int(1, 12), random.int(1, 28)),
  };
  const parent = random.weighted(PARENTS);
  const child = random.pick(['daughter', 'son'] as const);
  const relation = age < INFANT ? 'mother' : age < 18 ? parent : child;
  const represented = age < 18 || (age >= AGED && random.chance(REPRESENTED_AGED));
  const wish = persona?.life;
  return {
    birthDay,
    deathDay: persona ? wish?.died && dayAround(origin, wish.died) : dies ? died : undefined,
    formerName: persona
      ? wish?.renamed && { ...wish.renamed, until: dayAround(origin, wish.renamed.until) }
      : renamed
        ? former
        : undefined,
    representative: representativeOf(
      random,
      persona ? wish?.representative : represented ? relation : undefined,
      name.family,
      wish?.representedBy,
    ),
  };
}

/** Completed years of age. */
export function ageAt(birthDay: number, day: number): number {
  const [born, now] = [isoDate(birthDay), isoDate(day)];
  const years = Number(now.slice(0, 4)) - Number(born.slice(0, 4));
  return now.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Nobody is chronically ill in infancy; children have asthma; who is under age does not smoke. */
export function habitsAt<T extends { chronic: readonly ChronicName[]; smoking: SmokingStatus }>(
  age: number,
  habits: T,
): T {
  if (age >= 18) return habits;
  const chronic = habits.chronic.filter((name) => name === 'asthma' && age > 1);
  return { ...habits, chronic, smoking: 'never' };
}

function drawBirth(
  random: Random,
  { anchorYear }: Origin,
  cover: PersonaShape['cover'],
  ordinary: number,
): number {
  const stage = random.next();
  const years = random.int(1, 17);
  const disabledYears = random.int(28, 63);
  const day = random.int(1, 365);
  if (cover !== 'medi-cal') return stage < 0.12 ? dayOf(anchorYear - disabledYears, 1, 1) - day : ordinary;
  if (stage < 0.02) return dayOf(anchorYear, 1, 1) - 1 - (day % 90);
  return stage < 0.17 ? dayOf(anchorYear - years, 1, 1) - day : ordinary;
}

/** Makes leap-day birthdays frequent enough to be met: 1 in 100 of the members of any age. */
function leapDayNow(random: Random, birthDay: number): number {
  const year = Number(isoDate(birthDay).slice(0, 4));
  return random.chance(LEAP_DAYS) && year < 2020 ? dayOf(year - (year % 4), 2, 29) : birthDay;
}

function personaBirth(origin: Origin, { life }: PersonaShape, ordinary: number): number {
  if (!life?.born) return ordinary;
  if (life.born !== 'leap-day') return dayAround(origin, life.born);
  // The leap year 71 to 74 years before the anchor; 1900 and 2100 are out of a plan's reach.
  const year = origin.anchorYear - 71;
  return dayOf(year - (year % 4), 2, 29);
}

function representativeOf(
  random: Random,
  relation: Relation | undefined,
  family: string,
  persona: number | undefined,
): Representative | undefined {
  const given = { female: random.pick(FIRST.female), male: random.pick(FIRST.male) };
  if (!relation) return undefined;
  const known = persona === undefined ? undefined : PERSONAS[persona]?.name;
  if (known?.given !== undefined && known.family !== undefined) {
    return { relation, given: known.given, family: known.family };
  }
  const isMan = relation === 'father' || relation === 'son';
  return { relation, given: isMan ? given.male : given.female, family };
}
