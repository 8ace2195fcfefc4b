import type { ChronicName } from './codes/conditions.ts';
import type { SmokingStatus } from './codes/observations.ts';
import type { NameWish } from './names.ts';

export type PersonaCare = 'hospital' | 'emergency' | 'dental' | 'culture';

/** A date counted from the anchor's year: `[-1, 9, 12]` is 12 September of the year before. */
export type YearDay = readonly [years: number, month: number, date: number];
export type Relation = 'mother' | 'father' | 'grandmother' | 'daughter' | 'son';

export interface LifeWish {
  readonly born?: YearDay | 'leap-day';
  readonly died?: YearDay;
  readonly renamed?: { readonly family: string; readonly use: 'maiden' | 'old'; readonly until: YearDay };
  readonly representative?: Relation;
  /** Position of the persona who is the representative; else someone who is no member. */
  readonly representedBy?: number;
}

/** A time in one product; an open one lasts. */
export interface CoverageWish {
  readonly product: 'dualConnect' | 'mediCal';
  readonly from: YearDay;
  /** The last day. */
  readonly to?: YearDay;
}

/** What a documented test member is made to be; everything else about them is drawn like anyone's. */
export interface PersonaShape {
  readonly note: string;
  readonly sex: 'female' | 'male';
  readonly name?: NameWish;
  /** BCP 47 code and display; else drawn. */
  readonly language?: readonly [code: string, display: string];
  readonly cover: 'dual' | 'medicare' | 'medi-cal';
  readonly smoking: SmokingStatus;
  readonly chronic: readonly ChronicName[];
  /** Calendar years between the start of enrollment and the anchor. */
  readonly yearsEnrolled: number;
  /** Office visits in every full calendar year. */
  readonly visits: number;
  /** Every full calendar year has a hospital stay / an emergency visit / dental care / a urine culture. */
  readonly always: readonly PersonaCare[];
  /** Never has a laboratory order or, with it, laboratory observations. */
  readonly withoutLabs?: true;
  /** Goes to an adult day centre on every working day, by the centre's van, and has help at home. */
  readonly dayCare?: true;
  readonly life?: LifeWish;
  /** In place of the coverage that follows from `cover` and `yearsEnrolled`. */
  readonly coverages?: readonly CoverageWish[];
}

/** The first members of every population, by index. The notes are held against the data by a test. */
export const PERSONAS: readonly PersonaShape[] = [
  {
    note: 'Both coverages, all five kinds of claims, vital signs, laboratory results, former smoker; no device, nobody who represents her',
    sex: 'female',
    name: { given: 'Maria', family: 'Santos' },
    cover: 'dual',
    smoking: 'former',
    chronic: ['diabetes', 'hypertension'],
    yearsEnrolled: 3,
    visits: 4,
    always: ['hospital', 'emergency', 'dental', 'culture'],
  },
  {
    note: 'Current smoker, Medi-Cal only, asthma inhaler fills',
    sex: 'male',
    cover: 'medi-cal',
    smoking: 'current',
    chronic: ['asthma'],
    yearsEnrolled: 2,
    visits: 3,
    always: [],
  },
  {
    note: 'Many claims: more than 120 explanations of benefit for paging',
    sex: 'female',
    cover: 'medicare',
    smoking: 'never',
    chronic: ['diabetes', 'hypertension', 'hyperlipidemia', 'depression'],
    yearsEnrolled: 3,
    visits: 10,
    always: ['hospital', 'emergency', 'dental'],
  },
  {
    note: 'Diacritics in the name: search with and without them',
    sex: 'male',
    name: { given: 'José', family: 'Núñez' },
    cover: 'medi-cal',
    smoking: 'never',
    chronic: ['hyperlipidemia'],
    yearsEnrolled: 2,
    visits: 3,
    always: ['dental'],
  },
  {
    note: 'Dual eligible with diabetes: both coverages, hemoglobin A1c series, insulin',
    sex: 'female',
    name: { given: 'Linh', family: 'Trần' },
    cover: 'dual',
    smoking: 'never',
    chronic: ['diabetes'],
    yearsEnrolled: 3,
    visits: 4,
    always: [],
  },
  {
    note: 'Hospital stays: inpatient claims with facility, admission period and DRG',
    sex: 'male',
    cover: 'medicare',
    smoking: 'former',
    chronic: ['atrialFibrillation', 'hypertension'],
    yearsEnrolled: 2,
    visits: 3,
    always: ['hospital'],
  },
  {
    note: 'Nested laboratory sets: urine culture with a susceptibility panel',
    sex: 'female',
    cover: 'medi-cal',
    smoking: 'never',
    chronic: [],
    yearsEnrolled: 2,
    visits: 2,
    always: ['culture'],
  },
  {
    note: 'No laboratory results: vital signs and smoking status only',
    sex: 'male',
    cover: 'medicare',
    smoking: 'former',
    chronic: ['hypertension'],
    yearsEnrolled: 1,
    visits: 3,
    always: [],
    withoutLabs: true,
  },
  {
    note: 'No claims yet: coverage begins on 1 January two years after the anchor',
    sex: 'female',
    cover: 'medi-cal',
    smoking: 'never',
    chronic: [],
    yearsEnrolled: -2,
    visits: 3,
    always: [],
  },
  {
    note: 'More than 10,000 explanations of benefit: ten years of adult day care, rides and help at home',
    sex: 'male',
    cover: 'medi-cal',
    smoking: 'never',
    chronic: ['hypertension'],
    yearsEnrolled: 10,
    visits: 4,
    always: [],
    dayCare: true,
    life: { born: [-58, 4, 20] },
  },
  {
    note: 'Dual eligible: Medicare pays first, then Medi-Cal what is left, the member owes nothing',
    sex: 'male',
    cover: 'dual',
    smoking: 'never',
    chronic: ['hypertension', 'hyperlipidemia'],
    yearsEnrolled: 2,
    visits: 5,
    always: ['hospital', 'emergency'],
  },
  {
    note: 'Under age: nine years old at the anchor, the mother is personal representative',
    sex: 'female',
    cover: 'medi-cal',
    smoking: 'never',
    chronic: ['asthma'],
    yearsEnrolled: 2,
    visits: 3,
    always: ['dental'],
    life: { born: [-10, 3, 3], representative: 'mother', representedBy: 15 },
  },
  {
    note: "Newborn: the first 30 days on the mother's subscriber id, then on its own",
    sex: 'male',
    cover: 'medi-cal',
    smoking: 'never',
    chronic: [],
    yearsEnrolled: 1,
    visits: 6,
    always: [],
    withoutLabs: true,
    life: { born: [-1, 12, 10], representative: 'mother' },
  },
  {
    note: 'Coverage with a gap of four months, ended since: no services in the gap or after',
    sex: 'female',
    cover: 'medi-cal',
    smoking: 'current',
    chronic: ['depression'],
    yearsEnrolled: 3,
    visits: 6,
    always: [],
    coverages: [
      { product: 'mediCal', from: [-3, 1, 1], to: [-2, 8, 31] },
      { product: 'mediCal', from: [-1, 1, 1], to: [-1, 11, 30] },
    ],
  },
  {
    note: 'Deceased: date of death on the Patient, coverage ends and nothing happens after it',
    sex: 'male',
    cover: 'dual',
    smoking: 'former',
    chronic: ['atrialFibrillation', 'diabetes'],
    yearsEnrolled: 3,
    visits: 6,
    always: ['hospital'],
    life: { born: [-84, 6, 2], died: [-1, 9, 12], representative: 'daughter' },
  },
  {
    note: 'Name change: the maiden name with its last day, the new name with its first; acts for her daughter, 0011',
    sex: 'female',
    name: { given: 'Leticia', family: 'Ocampo' },
    cover: 'medi-cal',
    smoking: 'never',
    chronic: [],
    yearsEnrolled: 3,
    visits: 3,
    always: [],
    life: { renamed: { family: 'Delgado', use: 'maiden', until: [-1, 5, 17] } },
  },
  {
    note: 'Single name: no family name, with the reason for its absence',
    sex: 'female',
    name: { given: 'Suryani', middle: '', family: '' },
    cover: 'medi-cal',
    smoking: 'never',
    chronic: [],
    yearsEnrolled: 2,
    visits: 3,
    always: [],
  },
  {
    note: 'Name in Chinese script beside the Latin one, prefers Chinese',
    sex: 'male',
    name: { given: 'Jianguo', middle: '', family: 'Ouyang', script: { given: '建国', family: '欧阳' } },
    language: ['zh', 'Chinese'],
    cover: 'medicare',
    smoking: 'former',
    chronic: ['hyperlipidemia'],
    yearsEnrolled: 2,
    visits: 3,
    always: [],
  },
  {
    note: 'Born on a leap day',
    sex: 'female',
    cover: 'medicare',
    smoking: 'never',
    chronic: ['hypertension'],
    yearsEnrolled: 2,
    visits: 3,
    always: [],
    life: { born: 'leap-day' },
  },
  {
    note: 'Hyphens in both names; Medi-Cal only, then both coverages',
    sex: 'female',
    name: { given: 'Anne-Marie', family: 'Lopez-Whitfield' },
    cover: 'dual',
    smoking: 'never',
    chronic: ['diabetes'],
    yearsEnrolled: 3,
    visits: 4,
    always: [],
    coverages: [
      { product: 'mediCal', from: [-3, 1, 1] },
      { product: 'dualConnect', from: [-1, 7, 1] },
    ],
  },
];

/** Whether a member is the one made to show every must-support element, what is left out included. */
export function showsEverything({ index }: { readonly index: number }): boolean {
  return index === 0;
}
