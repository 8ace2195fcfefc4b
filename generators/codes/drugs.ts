/** Dispensed drugs: 11-digit NDC (5-4-2 without hyphens), quantity and price of a 30-day fill in US cents. */
export interface Drug {
  readonly ndc: string;
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  /** Ingredient cost as billed, for 30 days. */
  readonly cents: number;
  /** NCPDP brand/generic indicator: 1 brand, 2 generic. */
  readonly brand: '1' | '2';
}

export const DRUGS: Readonly<Record<string, Drug>> = {
  lisinopril: {
    ndc: '68180098001',
    name: 'lisinopril 10 mg tablet',
    quantity: 30,
    unit: 'tablet',
    cents: 1249,
    brand: '2',
  },
  amlodipine: {
    ndc: '00069153068',
    name: 'Norvasc 5 mg tablet',
    quantity: 30,
    unit: 'tablet',
    cents: 31560,
    brand: '1',
  },
  metformin: {
    ndc: '65862000801',
    name: 'metformin hydrochloride 500 mg tablet',
    quantity: 60,
    unit: 'tablet',
    cents: 1599,
    brand: '2',
  },
  glargine: {
    ndc: '00088222033',
    name: 'Lantus 100 unit/mL injection',
    quantity: 10,
    unit: 'mL',
    cents: 28360,
    brand: '1',
  },
  atorvastatin: {
    ndc: '00071015623',
    name: 'Lipitor 20 mg tablet',
    quantity: 30,
    unit: 'tablet',
    cents: 40125,
    brand: '1',
  },
  albuterol: {
    ndc: '00173068220',
    name: 'Ventolin HFA 90 mcg inhaler',
    quantity: 18,
    unit: 'g',
    cents: 6480,
    brand: '1',
  },
  levothyroxine: {
    ndc: '00074455290',
    name: 'Synthroid 50 mcg tablet',
    quantity: 30,
    unit: 'tablet',
    cents: 4677,
    brand: '1',
  },
  sertraline: {
    ndc: '00049490066',
    name: 'Zoloft 50 mg tablet',
    quantity: 30,
    unit: 'tablet',
    cents: 34920,
    brand: '1',
  },
  apixaban: {
    ndc: '00003089421',
    name: 'Eliquis 5 mg tablet',
    quantity: 60,
    unit: 'tablet',
    cents: 56110,
    brand: '1',
  },
  fluoxetine: {
    ndc: '00777310502',
    name: 'Prozac 20 mg capsule',
    quantity: 30,
    unit: 'capsule',
    cents: 47380,
    brand: '1',
  },
  gabapentin: {
    ndc: '00071080524',
    name: 'Neurontin 300 mg capsule',
    quantity: 90,
    unit: 'capsule',
    cents: 61240,
    brand: '1',
  },
};
