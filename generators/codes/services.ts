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
export const ANNUAL_VISIT = hcpcs('G0439', 23100);
export const OFFICE_EXTRAS = [
  cpt('93000', 6800),
  cpt('90471', 4200),
  cpt('36415', 1500),
  cpt('94010', 8900),
] as const;
/** Imaging of the retina with report: the yearly eye exam of diabetics. */
export const RETINAL_IMAGING = cpt('92250', 9600);
export const EMERGENCY_VISITS = [cpt('99283', 64200), cpt('99284', 98750)] as const;
export const IMAGING = [cpt('71046', 14900), cpt('70450', 78300), cpt('73610', 16850)] as const;
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
