import type { Address } from 'fhir/r4.js';
import { CHRONIC, type ChronicName } from './codes/conditions.ts';
import type { SmokingStatus } from './codes/observations.ts';
import { dayOf } from './days.ts';
import { drawAddress, drawName, drawPassword, drawPhone, type PersonName, plainLetters } from './names.ts';
import { PERSONAS, type PersonaShape } from './personas.ts';
import { stream } from './random.ts';

/** What a population is a function of. */
export interface Origin {
  readonly seed: string;
  /** Calendar year of the anchor date. */
  readonly anchorYear: number;
}

/** Who a member is: enough to sign in. Cheap, for looking a user name up. */
export interface Identity {
  readonly index: number;
  readonly sex: 'female' | 'male';
  readonly name: PersonName;
  readonly userName: string;
  readonly password: string;
}

/** The unchanging facts of a member from which all their resources follow. */
export interface MemberFacts extends Identity {
  readonly birthDay: number;
  readonly address: Address;
  readonly phone: string;
  readonly race: Coded;
  readonly ethnicity: Coded;
  readonly language: Coded;
  readonly memberNumber: string;
  readonly recordNumber: string;
  readonly cover: PersonaShape['cover'];
  /** First day of enrollment, the first of a month. */
  readonly enrolledOn: number;
  readonly smoking: SmokingStatus;
  readonly chronic: readonly ChronicName[];
  readonly heightCm: number;
  readonly weightKg: number;
  readonly persona: PersonaShape | undefined;
}

type Coded = readonly [code: string, display: string];

const RACES: readonly (readonly [Coded, number])[] = [
  [['2106-3', 'White'], 40],
  [['2028-9', 'Asian'], 38],
  [['2054-5', 'Black or African American'], 8],
  [['1002-5', 'American Indian or Alaska Native'], 4],
  [['2076-8', 'Native Hawaiian or Other Pacific Islander'], 3],
];
const LANGUAGES: readonly (readonly [Coded, number])[] = [
  [['en', 'English'], 55],
  [['es', 'Spanish'], 25],
  [['vi', 'Vietnamese'], 12],
  [['zh', 'Chinese'], 8],
];
const COVERS: readonly (readonly [PersonaShape['cover'], number])[] = [
  ['dual', 35],
  ['medicare', 20],
  ['medi-cal', 45],
];
const SMOKERS: readonly (readonly [SmokingStatus, number])[] = [
  ['never', 60],
  ['former', 25],
  ['current', 15],
];
const CHRONIC_NAMES = Object.keys(CHRONIC) as ChronicName[];

/** A pure function of seed and index. */
export function identityOf({ seed }: Origin, index: number): Identity {
  const random = stream(seed, 'identity', index);
  const persona = PERSONAS[index];
  const drawn = random.chance(0.5) ? 'female' : 'male';
  const sex = persona?.sex ?? drawn;
  const name = drawName(random, sex, persona?.name);
  const number = String(index).padStart(4, '0');
  return {
    index,
    sex,
    name,
    userName: `${plainLetters(name.given)}.${plainLetters(name.family)}.${number}`,
    password: drawPassword(random),
  };
}

/** A pure function of seed, anchor year and index. */
export function factsOf(origin: Origin, index: number): MemberFacts {
  const random = stream(origin.seed, 'facts', index);
  const persona = PERSONAS[index];
  const cover = persona?.cover ?? random.weighted(COVERS);
  const age = cover === 'medi-cal' ? random.int(19, 63) : random.int(66, 90);
  const yearsEnrolled = persona?.yearsEnrolled ?? random.int(2, 3);
  // Personas begin in January, so that each of their years is a full one.
  const month = persona ? 1 : random.int(1, 2);
  const heightCm = random.int(150, 188);
  return {
    ...identityOf(origin, index),
    birthDay: dayOf(origin.anchorYear - age, 1, 1) - random.int(1, 365),
    address: drawAddress(random),
    phone: drawPhone(random),
    race: random.weighted(RACES),
    ethnicity: random.chance(0.3) ? ['2135-2', 'Hispanic or Latino'] : ['2186-5', 'Not Hispanic or Latino'],
    language: random.weighted(LANGUAGES),
    memberNumber: `SCF${String(100_000_000 + index)}`,
    recordNumber: `MRN-${String(index).padStart(8, '0')}`,
    cover,
    enrolledOn: dayOf(origin.anchorYear - yearsEnrolled, month, 1),
    smoking: persona?.smoking ?? random.weighted(SMOKERS),
    chronic:
      persona?.chronic ??
      random.some(
        CHRONIC_NAMES,
        random.weighted([
          [0, 10],
          [1, 50],
          [2, 30],
          [3, 10],
        ]),
      ),
    heightCm,
    weightKg: Math.round((heightCm / 100) ** 2 * random.around(27, 7)),
    persona,
  };
}
