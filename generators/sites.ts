import type { Address } from 'fhir/r4.js';
import { PRIMARY_CARE, PROFESSIONS, type Profession } from './codes/professions.ts';
import type { IdCodec } from './ids.ts';
import { CITIES, drawAddress, drawName, drawPhone, type PersonName } from './names.ts';
import { npiOf } from './npi.ts';
import { stream } from './random.ts';

export type SiteKind = 'payer' | 'network' | 'group' | 'hospital' | 'pharmacy' | 'laboratory' | 'dental';

/** An organization of the plan's world; all but the payer's networks have a place people can go to. */
export interface Site {
  readonly kind: SiteKind;
  readonly index: number;
  readonly name: string;
  readonly npi: string;
  readonly organizationId: string;
  readonly locationId: string;
  readonly serviceId: string;
  readonly address: Address;
  readonly phone: string;
  readonly latitude: number;
  readonly longitude: number;
}

export interface Clinician {
  readonly index: number;
  readonly practitionerId: string;
  readonly roleId: string;
  readonly npi: string;
  readonly name: PersonName;
  readonly sex: 'female' | 'male';
  readonly profession: Profession;
  readonly site: Site;
  readonly languages: readonly string[];
  /** Contracted before any member enrolled: members are sent to founders only. */
  readonly founder: boolean;
}

/** Who provides care, as members' events choose from. */
export interface Providers {
  readonly payer: Site;
  readonly networks: readonly Site[];
  readonly sites: readonly Site[];
  readonly clinicians: readonly Clinician[];
  /** Sites of a kind that delivers care; never empty. */
  sitesOf(kind: SiteKind): readonly Site[];
  readonly primaryCare: readonly Clinician[];
  readonly specialists: readonly Clinician[];
  readonly hospitalists: readonly Clinician[];
  readonly dentists: readonly Clinician[];
}

const GROUPS_PER_CLINICIAN = 1 / 10;
const PHARMACIES_PER_CLINICIAN = 1 / 12;
const NAMES: Record<Exclude<SiteKind, 'payer' | 'network'>, readonly string[]> = {
  group: ['Medical Group', 'Family Care', 'Health Center', 'Physicians'],
  hospital: ['Regional Hospital', 'Medical Center'],
  pharmacy: ['Pharmacy', 'Drugs', 'Care Pharmacy'],
  laboratory: ['Clinical Laboratory', 'Diagnostics'],
  dental: ['Dental Practice', 'Smile Center'],
};
const PLACES = [
  'Alum Rock',
  'Guadalupe',
  'Coyote Creek',
  'Mission',
  'Diablo Range',
  'Almaden',
  'Willow Glen',
  'Stevens Creek',
  'Evergreen',
  'Los Gatos Creek',
  'Calaveras',
  'Penitencia',
];

/** Lays out payer, networks, sites and clinicians: a pure function of seed and number of practitioners. */
export function drawProviders(seed: string, codec: IdCodec, practitioners: number): Providers {
  const sites: Site[] = [];
  const add = (kind: SiteKind, name: string): Site => {
    const index = sites.length;
    const random = stream(seed, 'site', index);
    const address = drawAddress(random);
    const city = CITIES.find(({ postalCode }) => postalCode === address.postalCode) ?? CITIES[0];
    const site: Site = {
      kind,
      index,
      name,
      npi: npiOf(10_000_000 + index * 613 + random.int(0, 612)),
      organizationId: codec.encode('Organization', index, 0),
      locationId: codec.encode('Location', index, 0),
      serviceId: codec.encode('HealthcareService', index, 0),
      address,
      phone: drawPhone(random),
      latitude: Math.round((city.latitude + random.around(0, 0.02)) * 1e5) / 1e5,
      longitude: Math.round((city.longitude + random.around(0, 0.02)) * 1e5) / 1e5,
    };
    sites.push(site);
    return site;
  };

  const payer = add('payer', 'SCFHP Health Plan');
  const networks = [add('network', 'SCFHP DualConnect Network'), add('network', 'SCFHP Medi-Cal Network')];
  const counts = {
    hospital: 2,
    pharmacy: Math.max(8, Math.ceil(practitioners * PHARMACIES_PER_CLINICIAN)),
    laboratory: 2,
    dental: 2,
    group: Math.max(3, Math.ceil(practitioners * GROUPS_PER_CLINICIAN)),
  } as const;
  for (const kind of ['hospital', 'pharmacy', 'laboratory', 'dental', 'group'] as const) {
    for (let n = 0; n < counts[kind]; n += 1) {
      const random = stream(seed, 'site name', kind, n);
      const suffix = NAMES[kind][n % NAMES[kind].length] ?? '';
      const turn = Math.floor(n / PLACES.length);
      add(
        kind,
        `${PLACES[(n * 5 + random.int(0, 4)) % PLACES.length]} ${suffix}${turn > 0 ? ` ${turn + 1}` : ''}`,
      );
    }
  }
  const sitesOf = (kind: SiteKind): readonly Site[] => sites.filter((site) => site.kind === kind);
  const byKind = new Map(sites.map((site) => [site.kind, sitesOf(site.kind)]));

  const clinicians: Clinician[] = [];
  for (let index = 0; index < practitioners; index += 1) {
    const random = stream(seed, 'clinician', index);
    const profession = PROFESSIONS[index % PROFESSIONS.length] ?? PROFESSIONS[0];
    if (!profession) throw new RangeError('no professions');
    const sex = random.chance(0.5) ? 'female' : 'male';
    clinicians.push({
      index,
      practitionerId: codec.encode('Practitioner', index, 0),
      roleId: codec.encode('PractitionerRole', index, 0),
      npi: npiOf(50_000_000 + index * 31 + random.int(0, 30)),
      name: drawName(random, sex),
      sex,
      profession,
      site: random.pick(byKind.get(profession.site) ?? [payer]),
      languages: random.some(['es', 'vi', 'zh', 'tl'], random.int(0, 2)),
      founder: index < PROFESSIONS.length || !random.chance(0.1),
    });
  }
  const founders = clinicians.filter(({ founder }) => founder);
  const doctors = founders.filter(({ profession }) => profession.role === 'ph');
  return {
    payer,
    networks,
    sites,
    clinicians,
    sitesOf: (kind) => byKind.get(kind) ?? [payer],
    primaryCare: founders.filter(({ profession }) => PRIMARY_CARE.has(profession.taxonomy)),
    specialists: doctors.filter(({ profession }) => !PRIMARY_CARE.has(profession.taxonomy)),
    hospitalists: doctors.filter(({ profession }) => profession.site === 'hospital'),
    dentists: founders.filter(({ profession }) => profession.site === 'dental'),
  };
}
