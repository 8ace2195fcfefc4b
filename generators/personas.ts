import type { ChronicName } from './codes/conditions.ts';
import type { SmokingStatus } from './codes/observations.ts';
import type { NameWish } from './names.ts';

export type PersonaCare = 'hospital' | 'emergency' | 'dental' | 'culture';

/** What a documented test member is made to be; everything else about them is drawn like anyone's. */
export interface PersonaShape {
  readonly note: string;
  readonly sex: 'female' | 'male';
  readonly name?: NameWish;
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
}

/** The first members of every population, by index. The notes are held against the data by a test. */
export const PERSONAS: readonly PersonaShape[] = [
  {
    note: 'Has everything: both coverages, all five kinds of claims, vital signs, laboratory results, former smoker',
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
];
