import type { Address } from 'fhir/r4.js';
import { CHRONIC, type ChronicName } from './codes/conditions.ts';
import type { SmokingStatus } from './codes/observations.ts';
import { dayOf } from './days.ts';
import { type Enrollment, enrollmentsOf, registeredOn } from './enrollment.ts';
import { drawHeritage, drawHeritageName, type Heritage } from './heritage.ts';
import { ageAt, habitsAt, type Life, lifeOf } from './life.ts';
import { drawAddress, drawName, drawPassword, drawPhone, type PersonName, plainLetters } from './names.ts';
import { PERSONAS, type PersonaShape } from './personas.ts';
import { type Random, stream } from './random.ts';

export { coveredOn, coverOn } from './enrollment.ts';

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
export interface MemberFacts extends Identity, Life {
  readonly address: Address;
  /** First day at the address, where it is on file. */
  readonly movedOn: number | undefined;
  readonly phone: string;
  readonly race: Coded;
  readonly ethnicity: Coded;
  readonly language: Coded;
  readonly memberNumber: string;
  readonly recordNumber: string;
  /** Shaped as a Medicare Beneficiary Identifier, which never begins with 0. */
  readonly medicareNumber: string;
  /** Shaped as a Medi-Cal Client Index Number, which always begins with 9. */
  readonly mediCalNumber: string;
  /** What covers the member for most of the time; see `memberOn` for a day. */
  readonly cover: PersonaShape['cover'];
  readonly enrollments: readonly Enrollment[];
  /** The day the plan learnt of the member. */
  readonly registeredOn: number;
  /** First day of the first coverage. */
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
const ENGLISH: Coded = ['en', 'English'];
/** Of personas: other members speak what their names suggest. */
const LANGUAGES: readonly (readonly [Coded, number])[] = [
  [ENGLISH, 55],
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
/** Full calendar years before the anchor. */
const YEARS_ENROLLED: readonly (readonly [number, number])[] = [
  [1, 45],
  [2, 35],
  [3, 20],
];
const CHRONIC_NAMES = Object.keys(CHRONIC) as ChronicName[];

/** A pure function of seed and index. */
export function identityOf({ seed }: Origin, index: number): Identity {
  const random = stream(seed, 'identity', index);
  const persona = PERSONAS[index];
  const drawn = random.chance(0.5) ? 'female' : 'male';
  const sex = persona?.sex ?? drawn;
  const plain = drawName(random, sex, persona?.name);
  const name = persona ? plain : variedName(stream(seed, 'name', index), plain, sex);
  const number = String(index).padStart(4, '0');
  const letters = [name.given, name.family].map(plainLetters).filter((part) => part !== '');
  return { index, sex, name, userName: [...letters, number].join('.'), password: drawPassword(random) };
}

/** A pure function of seed, anchor year and index. */
export function factsOf(origin: Origin, index: number): MemberFacts {
  const random = stream(origin.seed, 'facts', index);
  const persona = PERSONAS[index];
  const cover = persona?.cover ?? random.weighted(COVERS);
  const age = cover === 'medi-cal' ? random.int(19, 63) : random.int(66, 90);
  const drawnYears = random.weighted(YEARS_ENROLLED);
  const yearsEnrolled = persona?.yearsEnrolled ?? drawnYears;
  // Personas begin in January, so that each of their years is a full one.
  const month = persona ? 1 : random.int(1, 2);
  const heightCm = random.int(150, 188);
  const birthDay = dayOf(origin.anchorYear - age, 1, 1) - random.int(1, 365);
  const identity = identityOf(origin, index);
  const life = lifeOf(origin, identity, cover, birthDay);
  const start = dayOf(origin.anchorYear - yearsEnrolled, month, 1);
  const enrollments = enrollmentsOf(origin, index, cover, start, life);
  const enrolledOn = enrollments[0]?.from ?? start;
  const file = stream(origin.seed, 'file', index);
  const heritage = persona ? undefined : heritageOf(stream(origin.seed, 'name', index));
  const address = drawAddress(random);
  const phone = drawPhone(random);
  const race = random.weighted(RACES);
  const isHispanic = random.chance(0.3);
  const language = random.weighted(LANGUAGES);
  return habitsAt(ageAt(life.birthDay, dayOf(origin.anchorYear, 1, 1)), {
    ...identity,
    ...life,
    address,
    movedOn:
      file.chance(0.4) || index === 0 ? Math.max(enrolledOn - file.int(1, 3000), life.birthDay) : undefined,
    phone,
    race: heritage?.race ?? race,
    ethnicity:
      heritage?.hispanic || (isHispanic && !heritage)
        ? ['2135-2', 'Hispanic or Latino']
        : ['2186-5', 'Not Hispanic or Latino'],
    language: persona ? (persona.language ?? language) : spoken(file, heritage),
    memberNumber: `SCF${String(100_000_000 + index)}`,
    recordNumber: `MRN-${String(index).padStart(8, '0')}`,
    medicareNumber: drawMedicareNumber(file),
    mediCalNumber: `0${String(file.int(0, 9_999_999)).padStart(7, '0')}${file.pick(CIN_LETTERS)}`,
    cover,
    enrollments,
    registeredOn: registeredOn(origin, enrolledOn),
    enrolledOn,
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
  });
}

const HYPHENATED = 0.04;
const SINGLE_NAMED = 0.006;

/** The first draw of the stream `name`. */
const heritageOf = drawHeritage;

/** Names as various as the county's people; the plain one stands for most of its English speakers. */
function variedName(random: Random, plain: PersonName, sex: Identity['sex']): PersonName {
  const heritage = heritageOf(random);
  const other = drawName(random, sex);
  const { script, ...name } = heritage ? drawHeritageName(random, heritage, sex) : plain;
  if (random.chance(SINGLE_NAMED)) return { given: name.given, middle: '', family: '' };
  if (random.chance(HYPHENATED)) return { ...name, family: `${name.family}-${other.family}` };
  return { ...name, ...(script ? { script } : {}) };
}

function spoken(random: Random, heritage: Heritage | undefined): Coded {
  return heritage && random.chance(heritage.speaking) ? heritage.language : ENGLISH;
}

const LETTERS = [...'ACDEFGHJKMNPQRTUVWXY'];
const CIN_LETTERS = [...'ACDEFGHM'];

/** Eleven characters in the order of digits and letters that CMS describes, after a 0 that CMS rules out. */
function drawMedicareNumber(random: Random): string {
  const shape = 'ANNANNAANN';
  return `0${Array.from(shape, (kind) => (kind === 'A' ? random.pick(LETTERS) : random.int(0, 9))).join('')}`;
}
