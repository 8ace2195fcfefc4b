/** Laboratory and vital-sign facts: LOINC code, UCUM unit, reference range, how values vary. */
export interface Analyte {
  readonly loinc: string;
  readonly display: string;
  readonly unit: string;
  readonly low?: number;
  readonly high: number;
  readonly mean: number;
  readonly spread: number;
  readonly decimals: number;
}

export const ANALYTES = {
  a1c: {
    loinc: '4548-4',
    display: 'Hemoglobin A1c/Hemoglobin.total in Blood',
    unit: '%',
    low: 4,
    high: 5.6,
    mean: 5.4,
    spread: 0.7,
    decimals: 1,
  },
  tsh: {
    loinc: '3016-3',
    display: 'Thyrotropin [Units/volume] in Serum or Plasma',
    unit: 'm[IU]/L',
    low: 0.4,
    high: 4.5,
    mean: 2.4,
    spread: 2.2,
    decimals: 2,
  },
  hemoglobin: {
    loinc: '718-7',
    display: 'Hemoglobin [Mass/volume] in Blood',
    unit: 'g/dL',
    low: 12,
    high: 17.5,
    mean: 14.2,
    spread: 2.6,
    decimals: 1,
  },
  cholesterol: {
    loinc: '2093-3',
    display: 'Cholesterol [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    high: 200,
    mean: 192,
    spread: 60,
    decimals: 0,
  },
  triglycerides: {
    loinc: '2571-8',
    display: 'Triglyceride [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    high: 150,
    mean: 138,
    spread: 80,
    decimals: 0,
  },
  hdl: {
    loinc: '2085-9',
    display: 'Cholesterol in HDL [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    low: 40,
    high: 90,
    mean: 54,
    spread: 20,
    decimals: 0,
  },
  ldl: {
    loinc: '13457-7',
    display: 'Cholesterol in LDL [Mass/volume] in Serum or Plasma by calculation',
    unit: 'mg/dL',
    high: 130,
    mean: 112,
    spread: 50,
    decimals: 0,
  },
  glucose: {
    loinc: '2345-7',
    display: 'Glucose [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    low: 70,
    high: 99,
    mean: 96,
    spread: 28,
    decimals: 0,
  },
  urea: {
    loinc: '3094-0',
    display: 'Urea nitrogen [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    low: 7,
    high: 20,
    mean: 14,
    spread: 7,
    decimals: 0,
  },
  creatinine: {
    loinc: '2160-0',
    display: 'Creatinine [Mass/volume] in Serum or Plasma',
    unit: 'mg/dL',
    low: 0.6,
    high: 1.3,
    mean: 0.9,
    spread: 0.4,
    decimals: 2,
  },
  sodium: {
    loinc: '2951-2',
    display: 'Sodium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 135,
    high: 145,
    mean: 140,
    spread: 5,
    decimals: 0,
  },
  potassium: {
    loinc: '2823-3',
    display: 'Potassium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 3.5,
    high: 5.1,
    mean: 4.2,
    spread: 0.8,
    decimals: 1,
  },
} as const satisfies Record<string, Analyte>;

export type AnalyteName = keyof typeof ANALYTES;

/** What a doctor orders: one test, or a panel of several (`panel` is its LOINC code). CPT code and price of the claim. */
export interface LabOrder {
  readonly panel?: { readonly loinc: string; readonly display: string };
  readonly analytes: readonly AnalyteName[];
  readonly cpt: string;
  readonly cents: number;
}

export const LAB_ORDERS: Readonly<Record<string, LabOrder>> = {
  a1c: { analytes: ['a1c'], cpt: '83036', cents: 4100 },
  tsh: { analytes: ['tsh'], cpt: '84443', cents: 6900 },
  bloodCount: { analytes: ['hemoglobin'], cpt: '85018', cents: 2300 },
  lipids: {
    panel: { loinc: '24331-1', display: 'Lipid 1996 panel - Serum or Plasma' },
    analytes: ['cholesterol', 'triglycerides', 'hdl', 'ldl'],
    cpt: '80061',
    cents: 8700,
  },
  metabolic: {
    panel: { loinc: '51990-0', display: 'Basic metabolic panel - Blood' },
    analytes: ['glucose', 'urea', 'creatinine', 'sodium', 'potassium'],
    cpt: '80048',
    cents: 5600,
  },
};

export const URINE_CULTURE = {
  loinc: '630-4',
  display: 'Bacteria identified in Urine by Culture',
  cpt: '87086',
  cents: 5200,
} as const;
export const E_COLI = { code: '112283007', display: 'Escherichia coli' } as const;
export const SUSCEPTIBILITY_PANEL = {
  loinc: '29576-6',
  display: 'Bacterial susceptibility panel',
  cpt: '87186',
  cents: 6100,
} as const;
/** Antibiotics of the susceptibility panel with the share of resistant isolates. */
export const ANTIBIOTICS = [
  { loinc: '18864-9', display: 'Ampicillin [Susceptibility]', resistant: 0.5 },
  { loinc: '18906-8', display: 'Ciprofloxacin [Susceptibility]', resistant: 0.25 },
  { loinc: '18928-2', display: 'Gentamicin [Susceptibility]', resistant: 0.08 },
  { loinc: '18955-5', display: 'Nitrofurantoin [Susceptibility]', resistant: 0.04 },
  { loinc: '18998-5', display: 'Trimethoprim+Sulfamethoxazole [Susceptibility]', resistant: 0.3 },
] as const;

/** SNOMED CT codes of LOINC 72166-2 (tobacco smoking status). */
export const SMOKING = {
  current: { code: '449868002', display: 'Smokes tobacco daily' },
  former: { code: '8517006', display: 'Ex-smoker' },
  never: { code: '266919005', display: 'Never smoked tobacco' },
} as const;

export type SmokingStatus = keyof typeof SMOKING;
