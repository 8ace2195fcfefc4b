import type { SiteKind } from '../../sites.ts';

/** What a kind of site is in the terms of Plan-Net. */
export interface Trade {
  readonly orgType: string;
  readonly typeDisplay: string;
  /** Plan-Net HealthcareServiceCategoryCS. */
  readonly category: string;
  readonly affiliation: string;
  readonly taxonomy: readonly [code: string, display: string];
  /** v3 ServiceDeliveryLocationRoleType. */
  readonly place: string;
  /** HL7 service-type, where the guide's choice of them has one that fits. */
  readonly service?: readonly [code: string, display: string];
  readonly description: string;
}

const TRADES: Record<Exclude<SiteKind, 'payer' | 'network'>, Trade> = {
  group: {
    orgType: 'prvgrp',
    typeDisplay: 'Provider Group',
    category: 'prov',
    affiliation: 'group',
    taxonomy: ['261QP2300X', 'Primary Care Clinic/Center'],
    place: 'OF',
    service: ['554', 'Chronic Disease Management'],
    description: 'Doctors and therapists of several specialties under one roof.',
  },
  hospital: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'hosp',
    affiliation: 'hospital',
    taxonomy: ['282N00000X', 'General Acute Care Hospital'],
    place: 'HOSP',
    service: ['488', 'Diabetes Educator'],
    description: 'General hospital with an emergency department, open at all hours.',
  },
  pharmacy: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'pharm',
    affiliation: 'pharmacy',
    taxonomy: ['3336C0003X', 'Community/Retail Pharmacy'],
    place: 'OUTPHARM',
    service: ['537', 'Medication Reviews'],
    description: 'Neighborhood pharmacy: prescriptions, vaccinations, advice.',
  },
  laboratory: {
    orgType: 'fac',
    typeDisplay: 'Facility',
    category: 'lab',
    affiliation: 'laboratory',
    taxonomy: ['291U00000X', 'Clinical Medical Laboratory'],
    place: 'DX',
    description: 'Clinical laboratory; specimens are taken without appointment.',
  },
  dental: {
    orgType: 'prvgrp',
    typeDisplay: 'Provider Group',
    category: 'dent',
    affiliation: 'group',
    taxonomy: ['261QD0000X', 'Dental Clinic/Center'],
    place: 'OF',
    description: 'General dentistry for children and adults.',
  },
};

export const tradeOf = (kind: SiteKind): Trade | undefined =>
  kind === 'payer' || kind === 'network' ? undefined : TRADES[kind];
