import type { Drug } from './codes/drugs.ts';
import type { Service } from './codes/services.ts';
import type { Clinician, Site } from './sites.ts';

export type Diagnosis = readonly [code: string, display: string];

interface Happening {
  /** Day of service (days since 1970-01-01); of discharge for a stay. */
  readonly day: number;
  /** Local time of the appointment, minutes after midnight. */
  readonly minute: number;
  /** Who treated, ordered or prescribed. */
  readonly clinician: Clinician;
  readonly site: Site;
  readonly diagnoses: readonly Diagnosis[];
}

export type OfficeVisit = Happening & {
  readonly kind: 'office';
  readonly services: readonly Service[];
  /** The year's first visit asks for smoking status and measures height. */
  readonly annual: boolean;
  /** One of the daily appointments of long-term care: nobody is measured. */
  readonly standing?: true;
};
export type LaboratoryTest = Happening & {
  readonly kind: 'laboratory';
  readonly orders: readonly string[];
  readonly culture: boolean;
};
export type Fill = Happening & {
  readonly kind: 'pharmacy';
  readonly drug: Drug;
  /** 0 for the first fill of the prescription. */
  readonly refill: number;
  readonly refillsAuthorized: number;
  readonly daysSupply: number;
};
export type EmergencyVisit = Happening & {
  readonly kind: 'emergency';
  readonly services: readonly Service[];
};
/** Where a stay ends: home, a skilled nursing facility, or rehabilitation. */
export type Discharge = 'home' | 'snf' | 'rehab';

export type HospitalStay = Happening & {
  readonly kind: 'hospital';
  readonly admitted: number;
  readonly drg: string;
  readonly procedure: string | undefined;
  readonly discharged: Discharge;
};
export type DentalVisit = Happening & {
  readonly kind: 'dental';
  readonly services: readonly Service[];
  readonly tooth: string | undefined;
};

export type CareEvent = OfficeVisit | LaboratoryTest | Fill | EmergencyVisit | HospitalStay | DentalVisit;
