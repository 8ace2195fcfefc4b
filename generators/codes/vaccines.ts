import type { Drug } from './drugs.ts';

/** A vaccine: CVX code, and what a pharmacy bills for it. */
export interface Vaccine {
  readonly cvx: readonly [code: string, display: string];
  readonly drug: Drug;
  /** Years of age from which a pharmacy gives it (schedules of the CDC; Cal. Bus. & Prof. Code §4052.8). */
  readonly fromAge: number;
}

const vaccine = (
  cvx: Vaccine['cvx'],
  ndc: string,
  name: string,
  cents: number,
  fromAge: number,
): Vaccine => ({ cvx, drug: { ndc, name, quantity: 0.5, unit: 'mL', cents, brand: '1' }, fromAge });

export const VACCINES = {
  influenza: vaccine(
    ['140', 'Influenza, split virus, trivalent, injectable, preservative free'],
    '49281042450',
    'Fluzone 0.5 mL prefilled syringe',
    3890,
    3,
  ),
  influenzaQuadrivalent: vaccine(
    ['150', 'Influenza, injectable, quadrivalent, preservative free'],
    '49281042350',
    'Fluzone Quadrivalent 0.5 mL prefilled syringe',
    3610,
    3,
  ),
  tdap: vaccine(['115', 'Tdap'], '58160084252', 'Boostrix 0.5 mL prefilled syringe', 5680, 11),
  zoster: vaccine(['187', 'Zoster vaccine recombinant'], '58160082311', 'Shingrix 0.5 mL vial', 20410, 50),
  pneumococcal: vaccine(
    ['216', 'Pneumococcal conjugate PCV20'],
    '00005200010',
    'Prevnar 20 0.5 mL prefilled syringe',
    28970,
    65,
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
