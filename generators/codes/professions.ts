/** Who works for contracted providers: NUCC taxonomy, Plan-Net role, degree of v2-0360. */
export interface Profession {
  readonly taxonomy: string;
  readonly display: string;
  /** Plan-Net ProviderRoleCS. */
  readonly role: string;
  readonly roleDisplay: string;
  /** As written behind the name. */
  readonly credential: string;
  /** v2-0360, where it has one. */
  readonly degree?: string;
  readonly site: 'group' | 'hospital' | 'pharmacy' | 'laboratory' | 'dental';
}

const physician = (taxonomy: string, display: string, site: Profession['site'] = 'group'): Profession => ({
  taxonomy,
  display,
  role: 'ph',
  roleDisplay: 'Physician',
  credential: 'MD',
  degree: 'MD',
  site,
});

/** In this order round and round, so that even a small directory has every profession. */
export const PROFESSIONS: readonly Profession[] = [
  physician('207Q00000X', 'Family Medicine Physician'),
  physician('207R00000X', 'Internal Medicine Physician'),
  {
    taxonomy: '163W00000X',
    display: 'Registered Nurse',
    role: 'rn',
    roleDisplay: 'Registered Nurse',
    credential: 'RN',
    site: 'hospital',
  },
  physician('207RC0000X', 'Cardiovascular Disease Physician'),
  {
    taxonomy: '183500000X',
    display: 'Pharmacist',
    role: 'rx',
    roleDisplay: 'Pharmacy Service Providers',
    credential: 'PharmD',
    degree: 'PharmD',
    site: 'pharmacy',
  },
  {
    taxonomy: '225100000X',
    display: 'Physical Therapist',
    role: 'pt',
    roleDisplay: 'Physical Therapist',
    credential: 'DPT',
    site: 'group',
  },
  {
    taxonomy: '1223G0001X',
    display: 'General Practice Dentistry',
    role: 'de',
    roleDisplay: 'Dentist',
    credential: 'DDS',
    site: 'dental',
  },
  {
    taxonomy: '1041C0700X',
    display: 'Clinical Social Worker',
    role: 'sw',
    roleDisplay: 'Social Worker',
    credential: 'LCSW',
    site: 'group',
  },
  physician('207P00000X', 'Emergency Medicine Physician', 'hospital'),
  {
    taxonomy: '246Q00000X',
    display: 'Pathology Specialist/Technologist',
    role: 'te',
    roleDisplay: 'Technologists, Technicians and Other Technical Service Providers',
    credential: 'MLS',
    site: 'laboratory',
  },
  {
    taxonomy: '363LF0000X',
    display: 'Family Nurse Practitioner',
    role: 'crnp',
    roleDisplay: 'Certified Registered Nurse Practitioner',
    credential: 'NP',
    degree: 'NP',
    site: 'group',
  },
  physician('2084P0800X', 'Psychiatry Physician'),
  physician('207Q00000X', 'Family Medicine Physician'),
  {
    taxonomy: '225X00000X',
    display: 'Occupational Therapist',
    role: 'ot',
    roleDisplay: 'Occupational Therapist',
    credential: 'OTR/L',
    site: 'hospital',
  },
  physician('208600000X', 'Surgery Physician', 'hospital'),
  {
    taxonomy: '2471R0002X',
    display: 'Radiography Radiologic Technologist',
    role: 'te',
    roleDisplay: 'Technologists, Technicians and Other Technical Service Providers',
    credential: 'RT(R)',
    site: 'hospital',
  },
];

/** Specialties that see members for a first consultation of any kind. */
export const PRIMARY_CARE: ReadonlySet<string> = new Set(['207Q00000X', '207R00000X', '363LF0000X']);
