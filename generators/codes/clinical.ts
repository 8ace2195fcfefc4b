import type { ChronicName } from './conditions.ts';

type Coded = readonly [code: string, display: string];

/** SNOMED CT codes of the problem list beside the ICD-10-CM codes of claims. */
export const PROBLEM_CODES: Readonly<Record<ChronicName, Coded>> = {
  hypertension: ['59621000', 'Essential hypertension'],
  diabetes: ['44054006', 'Type 2 diabetes mellitus'],
  hyperlipidemia: ['55822004', 'Hyperlipidemia'],
  asthma: ['195967001', 'Asthma'],
  hypothyroidism: ['40930008', 'Hypothyroidism'],
  depression: ['35489007', 'Depressive disorder'],
  atrialFibrillation: ['49436004', 'Atrial fibrillation'],
};

/** What a care plan aims at for a condition: the LOINC code measured and the UCUM bound to stay below. */
export const GOALS: Readonly<
  Record<ChronicName, { readonly text: string; readonly target?: readonly [Coded, number, string] }>
> = {
  hypertension: {
    text: 'Systolic blood pressure below 130 mmHg',
    target: [['8480-6', 'Systolic blood pressure'], 130, 'mm[Hg]'],
  },
  diabetes: {
    text: 'Hemoglobin A1c below 7 percent',
    target: [['4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'], 7, '%'],
  },
  hyperlipidemia: {
    text: 'LDL cholesterol below 100 mg/dL',
    target: [['13457-7', 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation'], 100, 'mg/dL'],
  },
  asthma: { text: 'No emergency visit for asthma within a year' },
  hypothyroidism: {
    text: 'Thyrotropin below 4.5 m[IU]/L',
    target: [['3016-3', 'Thyrotropin [Units/volume] in Serum or Plasma'], 4.5, 'm[IU]/L'],
  },
  depression: { text: 'Medicine taken every day, follow-up visit within three months' },
  atrialFibrillation: { text: 'Anticoagulant taken every day without a gap' },
};

/** What a billed CPT service was, in SNOMED CT: the AMA's descriptors stay out. */
export const PROCEDURES_BY_SERVICE: Readonly<Record<string, Coded>> = {
  '93000': ['29303009', 'Electrocardiographic procedure'],
  '94010': ['127783003', 'Spirometry'],
  '92250': ['314971001', 'Camera fundoscopy'],
  '71046': ['399208008', 'Plain X-ray of chest'],
  '70450': ['303653007', 'Computed tomography of head'],
  '73610': ['363680008', 'Radiographic imaging procedure'],
  D2391: ['15733007', 'Insertion of dental filling'],
};

/** ICD-10-PCS codes of hospital stays, in SNOMED CT. */
export const PROCEDURES_BY_PCS: Readonly<Record<string, Coded>> = {
  '0SRC0J9': ['609588000', 'Total knee replacement'],
  '0FT44ZZ': ['45595009', 'Laparoscopic cholecystectomy'],
};

/** RxNorm codes of prescribed drugs by NDC of what is dispensed, with how they are taken. */
export interface Prescribing {
  readonly rxnorm: Coded;
  readonly dose: readonly [value: number, unit: string];
  readonly timesADay: number;
  readonly text: string;
}

const orally = (rxnorm: Coded, unit: 'tablet' | 'capsule', timesADay = 1): Prescribing => ({
  rxnorm,
  dose: [1, unit],
  timesADay,
  text: `Take 1 ${unit} by mouth ${['', 'once', 'twice', 'three times'][timesADay] ?? ''} a day`,
});

export const PRESCRIBING: Readonly<Record<string, Prescribing>> = {
  lisinopril: orally(['314076', 'lisinopril 10 MG Oral Tablet'], 'tablet'),
  amlodipine: orally(['197361', 'amlodipine 5 MG Oral Tablet'], 'tablet'),
  metformin: orally(['861007', 'metformin hydrochloride 500 MG Oral Tablet'], 'tablet', 2),
  glargine: {
    rxnorm: ['311041', 'insulin glargine 100 UNT/ML Injectable Solution'],
    dose: [20, 'unit'],
    timesADay: 1,
    text: 'Inject 20 units under the skin at bedtime',
  },
  atorvastatin: orally(['617310', 'atorvastatin 20 MG Oral Tablet'], 'tablet'),
  albuterol: {
    rxnorm: ['745679', '200 ACTUAT albuterol 0.09 MG/ACTUAT Metered Dose Inhaler'],
    dose: [2, 'puff'],
    timesADay: 4,
    text: 'Inhale 2 puffs every 6 hours when breathing is hard',
  },
  levothyroxine: orally(['10582', 'levothyroxine'], 'tablet'),
  sertraline: orally(['312941', 'sertraline 50 MG Oral Tablet'], 'tablet'),
  apixaban: orally(['1364445', 'apixaban 5 MG Oral Tablet'], 'tablet', 2),
  fluoxetine: orally(['310385', 'fluoxetine 20 MG Oral Capsule'], 'capsule'),
  gabapentin: orally(['310431', 'gabapentin 300 MG Oral Capsule'], 'capsule', 3),
};

export interface Allergy {
  readonly system: 'rxnorm' | 'snomed';
  readonly substance: Coded;
  readonly category: 'medication' | 'food' | 'environment';
  readonly manifestation: Coded;
  readonly severity: 'mild' | 'moderate' | 'severe';
}

/** None of them is dispensed to members. */
export const ALLERGIES: readonly Allergy[] = [
  {
    system: 'rxnorm',
    substance: ['723', 'amoxicillin'],
    category: 'medication',
    manifestation: ['271807003', 'Eruption of skin'],
    severity: 'moderate',
  },
  {
    system: 'rxnorm',
    substance: ['1191', 'aspirin'],
    category: 'medication',
    manifestation: ['126485001', 'Urticaria'],
    severity: 'mild',
  },
  {
    system: 'rxnorm',
    substance: ['2670', 'codeine'],
    category: 'medication',
    manifestation: ['422587007', 'Nausea'],
    severity: 'mild',
  },
  {
    system: 'snomed',
    substance: ['762952008', 'Peanut'],
    category: 'food',
    manifestation: ['39579001', 'Anaphylaxis'],
    severity: 'severe',
  },
  {
    system: 'snomed',
    substance: ['111088007', 'Latex'],
    category: 'environment',
    manifestation: ['126485001', 'Urticaria'],
    severity: 'mild',
  },
];
export const NO_KNOWN_ALLERGY: Coded = ['716186003', 'No known allergy'];

/** SNOMED CT occupations and roles in a care team. */
export const TEAM_ROLES = {
  patient: ['116154003', 'Patient'],
  doctor: ['59058001', 'General physician'],
  pharmacy: ['46255001', 'Pharmacist'],
  coordinator: ['768820003', 'Care coordinator'],
} as const satisfies Record<string, Coded>;

export const PACEMAKER: Coded = ['14106009', 'Cardiac pacemaker'];
export const HEART_VALVE: Coded = ['25510005', 'Heart valve prosthesis'];

/** What screening for social needs finds: ICD-10-CM, and SNOMED CT. */
export const SOCIAL_NEEDS: readonly (readonly [icd10: Coded, snomed: Coded])[] = [
  [
    ['Z59.41', 'Food insecurity'],
    ['733423003', 'Food insecurity'],
  ],
  [
    ['Z60.2', 'Problems related to living alone'],
    ['105529008', 'Lives alone'],
  ],
  [
    ['Z59.6', 'Low income'],
    ['424860001', 'Low income'],
  ],
];

/** Preventive care that members over 45 are offered, and some decline. */
export const COLONOSCOPY: Coded = ['73761001', 'Colonoscopy'];
export const REFUSED: Coded = ['105480006', 'Refusal of treatment by patient'];

/** What members say they take without a prescription. */
export const OVER_THE_COUNTER: Coded = ['198440', 'acetaminophen 500 MG Oral Tablet'];
