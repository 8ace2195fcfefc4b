import type { Drug } from './drugs.ts';

/** A vaccine: CVX code, and what a pharmacy bills for it. */
export interface Vaccine {
  readonly cvx: readonly [code: string, display: string];
  readonly drug: Drug;
}

const vaccine = (
  cvx: Vaccine['cvx'],
  ndc: string,
  name: string,
  cents: number,
  brand: Drug['brand'] = '1',
): Vaccine => ({ cvx, drug: { ndc, name, quantity: 0.5, unit: 'mL', cents, brand } });

export const VACCINES = {
  influenza: vaccine(
    ['140', 'Influenza, split virus, trivalent, injectable, preservative free'],
    '49281042450',
    'Fluzone 0.5 mL prefilled syringe',
    3890,
  ),
  influenzaQuadrivalent: vaccine(
    ['150', 'Influenza, injectable, quadrivalent, preservative free'],
    '49281042350',
    'Fluzone Quadrivalent 0.5 mL prefilled syringe',
    3610,
  ),
  tdap: vaccine(['115', 'Tdap'], '58160084252', 'Boostrix 0.5 mL prefilled syringe', 5680),
  zoster: vaccine(['187', 'Zoster vaccine recombinant'], '58160082311', 'Shingrix 0.5 mL vial', 20410),
  pneumococcal: vaccine(
    ['216', 'Pneumococcal conjugate PCV20'],
    '00005200010',
    'Prevnar 20 0.5 mL prefilled syringe',
    28970,
  ),
} as const satisfies Record<string, Vaccine>;

const byNdc = new Map<string, Vaccine>(Object.values(VACCINES).map((one) => [one.drug.ndc, one]));

/** The vaccine that a dispensed product is, if it is one. */
export function vaccineOf(ndc: string): Vaccine | undefined {
  return byNdc.get(ndc);
}

/** Seasonal influenza vaccines have been trivalent again since the season of 2024. */
export function influenzaVaccineOf(year: number): Vaccine {
  return year < 2024 ? VACCINES.influenzaQuadrivalent : VACCINES.influenza;
}
