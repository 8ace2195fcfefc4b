/** Chronic conditions with what follows from them: drugs and laboratory orders. ICD-10-CM codes. */
export interface ChronicCondition {
  readonly code: string;
  readonly display: string;
  /** Keys of `DRUGS`. */
  readonly drugs: readonly string[];
  /** Keys of `LAB_ORDERS`. */
  readonly labs: readonly string[];
}

export const CHRONIC = {
  hypertension: {
    code: 'I10',
    display: 'Essential (primary) hypertension',
    drugs: ['lisinopril', 'amlodipine'],
    labs: ['metabolic'],
  },
  diabetes: {
    code: 'E11.9',
    display: 'Type 2 diabetes mellitus without complications',
    drugs: ['metformin', 'glargine'],
    labs: ['a1c', 'metabolic'],
  },
  hyperlipidemia: {
    code: 'E78.5',
    display: 'Hyperlipidemia, unspecified',
    drugs: ['atorvastatin'],
    labs: ['lipids'],
  },
  asthma: {
    code: 'J45.909',
    display: 'Unspecified asthma, uncomplicated',
    drugs: ['albuterol'],
    labs: ['bloodCount'],
  },
  hypothyroidism: {
    code: 'E03.9',
    display: 'Hypothyroidism, unspecified',
    drugs: ['levothyroxine'],
    labs: ['tsh'],
  },
  depression: {
    code: 'F32.A',
    display: 'Depression, unspecified',
    drugs: ['sertraline', 'fluoxetine'],
    labs: ['tsh'],
  },
  atrialFibrillation: {
    code: 'I48.91',
    display: 'Unspecified atrial fibrillation',
    drugs: ['apixaban'],
    labs: ['metabolic', 'bloodCount'],
  },
} as const satisfies Record<string, ChronicCondition>;

export type ChronicName = keyof typeof CHRONIC;

/** Reasons of a visit that pass by themselves, `[code, display]`. */
export const ACUTE: readonly (readonly [string, string])[] = [
  ['J06.9', 'Acute upper respiratory infection, unspecified'],
  ['M54.50', 'Low back pain, unspecified'],
  ['R51.9', 'Headache, unspecified'],
  ['M25.561', 'Pain in right knee'],
  ['K21.9', 'Gastro-esophageal reflux disease without esophagitis'],
  ['L30.9', 'Dermatitis, unspecified'],
  ['H10.9', 'Unspecified conjunctivitis'],
  ['R05.9', 'Cough, unspecified'],
];

export const CHECK_UP = [
  'Z00.00',
  'Encounter for general adult medical examination without abnormal findings',
] as const;
export const CHILD_CHECK_UP = [
  'Z00.129',
  'Encounter for routine child health examination without abnormal findings',
] as const;
export const URINARY_INFECTION = ['N39.0', 'Urinary tract infection, site not specified'] as const;
export const DENTAL_EXAM = [
  'Z01.20',
  'Encounter for dental examination and cleaning without abnormal findings',
] as const;
export const CARIES = ['K02.9', 'Dental caries, unspecified'] as const;

/** Emergency department visits. */
export const EMERGENCY: readonly (readonly [string, string])[] = [
  ['R07.9', 'Chest pain, unspecified'],
  ['S93.401A', 'Sprain of unspecified ligament of right ankle, initial encounter'],
  ['R10.9', 'Unspecified abdominal pain'],
  ['S61.411A', 'Laceration without foreign body of right hand, initial encounter'],
  ['R55', 'Syncope and collapse'],
  ['R50.9', 'Fever, unspecified'],
];

/** Hospital stays: principal diagnosis, MS-DRG, length in days, ICD-10-PCS procedure where there is one. */
export const ADMISSIONS = [
  { code: 'I50.9', display: 'Heart failure, unspecified', drg: '292', days: 4, procedure: undefined },
  { code: 'J18.9', display: 'Pneumonia, unspecified organism', drg: '194', days: 3, procedure: undefined },
  {
    code: 'M17.11',
    display: 'Unilateral primary osteoarthritis, right knee',
    drg: '470',
    days: 2,
    procedure: '0SRC0J9',
  },
  {
    code: 'K80.00',
    display: 'Calculus of gallbladder with acute cholecystitis without obstruction',
    drg: '419',
    days: 2,
    procedure: '0FT44ZZ',
  },
] as const;

/** Years of age below which a reason for care is not met with. */
const FROM_AGE: Readonly<Record<string, number>> = {
  'M54.50': 18,
  'R51.9': 18,
  'M25.561': 18,
  'K21.9': 12,
  'R07.9': 12,
  R55: 12,
  'S93.401A': 5,
  'S61.411A': 2,
  'I50.9': 45,
  'M17.11': 45,
  'K80.00': 18,
};

/** Those of a list of reasons for care that are met with at an age (years). */
export function metAt<T>(reasons: readonly T[], age: number, codeOf: (reason: T) => string): readonly T[] {
  return age >= 45 ? reasons : reasons.filter((reason) => age >= (FROM_AGE[codeOf(reason)] ?? 0));
}

/** Why someone goes to day care. */
export const NEEDS_HELP = ['Z74.1', 'Need for assistance with personal care'] as const;
