/** Billed services with prices in US cents. CPT and CDT codes carry no descriptors: those belong to the AMA and the ADA. */
export interface Service {
  readonly system: 'cpt' | 'hcpcs' | 'cdt';
  readonly code: string;
  readonly cents: number;
}

const cpt = (code: string, cents: number): Service => ({ system: 'cpt', code, cents });
const hcpcs = (code: string, cents: number): Service => ({ system: 'hcpcs', code, cents });
const cdt = (code: string, cents: number): Service => ({ system: 'cdt', code, cents });

export const OFFICE_VISITS = [cpt('99213', 18500), cpt('99214', 26400), cpt('99212', 11200)] as const;
/** Medicare's yearly wellness visit. */
const WELLNESS_VISIT = hcpcs('G0439', 23100);
/** Preventive visits of others, by the age (years) from which they are billed. */
const PREVENTIVE_VISITS: readonly (readonly [age: number, service: Service])[] = [
  [65, cpt('99397', 24200)],
  [40, cpt('99396', 22600)],
  [18, cpt('99395', 20900)],
  [12, cpt('99394', 20500)],
  [5, cpt('99393', 18100)],
  [1, cpt('99392', 18000)],
  [0, cpt('99391', 16900)],
];

/** @param byMedicare whether Medicare covers the member then */
export function annualVisitOf(age: number, byMedicare: boolean): Service {
  return byMedicare
    ? WELLNESS_VISIT
    : (PREVENTIVE_VISITS.find(([from]) => age >= from)?.[1] ?? WELLNESS_VISIT);
}

export const OFFICE_EXTRAS = [
  cpt('93000', 6800),
  cpt('90471', 4200),
  cpt('36415', 1500),
  cpt('94010', 8900),
] as const;
/** Imaging of the retina with report: the yearly eye exam of diabetics. */
export const RETINAL_IMAGING = cpt('92250', 9600);
export const EMERGENCY_VISITS = [cpt('99283', 64200), cpt('99284', 98750)] as const;
/** What an emergency department looks at, by ICD-10-CM code of the reason: chest, head, ankle, hand, abdomen. */
const CHEST = cpt('71046', 14900);
export const IMAGING: Readonly<Record<string, Service>> = {
  'R07.9': CHEST,
  'R50.9': CHEST,
  R55: cpt('70450', 78300),
  'S93.401A': cpt('73610', 16850),
  'S61.411A': cpt('73130', 15700),
  'R10.9': cpt('74018', 13200),
};
export const DENTAL_VISIT = [cdt('D0120', 7200), cdt('D1110', 11900), cdt('D0274', 8400)] as const;
export const FILLING = cdt('D2391', 21300);

/** A day at an adult day centre: the rides, the day itself and help at home, with their times (minutes). */
export const DAY_CARE = [
  { minute: 8 * 60, service: hcpcs('T2003', 2450) },
  { minute: 9 * 60, service: hcpcs('S5102', 9680) },
  { minute: 15 * 60, service: hcpcs('T2003', 2450) },
  { minute: 17 * 60, service: hcpcs('T1019', 6200) },
] as const;

/** NUBC revenue codes (four digits). */
export const REVENUE = {
  emergency: '0450',
  laboratory: '0300',
  radiology: '0320',
  room: '0120',
  drugs: '0250',
  operatingRoom: '0360',
} as const;
