import { faker } from '@faker-js/faker/locale/en';
import type { Address } from 'fhir/r4.js';
import type { Random } from './random.ts';

const words = faker.rawDefinitions;
const listed = (list: readonly string[] | null | undefined, what: string): readonly string[] => {
  if (!list?.length) throw new Error(`the name library has no ${what}`);
  return list;
};

export const FIRST = {
  female: listed(words.person?.first_name?.female, 'female first names'),
  male: listed(words.person?.first_name?.male, 'male first names'),
};
const LAST = listed(words.person?.last_name?.generic, 'last names');
const STREET_SUFFIXES = listed(words.location?.street_suffix, 'street suffixes');

/** The county's people have names that the English word list lacks. */
const FIRST_COUNTY = {
  female: ['María', 'Sofía', 'Ximena', 'Thảo', 'Linh', 'Mei', 'Priya', 'Zoë', 'Inés', 'Noemí'],
  male: ['José', 'Jesús', 'Andrés', 'Minh', 'Đức', 'Wei', 'Arjun', 'Raúl', 'Óscar', 'Tomás'],
} as const;
const LAST_COUNTY = [
  'Núñez',
  'García',
  'Peña',
  'Santos',
  'Nguyễn',
  'Trần',
  'Lê',
  'Muñoz',
  'Ibáñez',
  'Patel',
  'Chen',
  'Gonçalves',
];

/** Cities of Santa Clara County with a postal code and a place on the map (degrees). */
export const CITIES = [
  { city: 'San Jose', postalCode: '95112', latitude: 37.3443, longitude: -121.883 },
  { city: 'San Jose', postalCode: '95127', latitude: 37.3681, longitude: -121.8215 },
  { city: 'Santa Clara', postalCode: '95050', latitude: 37.3483, longitude: -121.9515 },
  { city: 'Sunnyvale', postalCode: '94086', latitude: 37.371, longitude: -122.0238 },
  { city: 'Mountain View', postalCode: '94040', latitude: 37.3806, longitude: -122.0862 },
  { city: 'Milpitas', postalCode: '95035', latitude: 37.4358, longitude: -121.8947 },
  { city: 'Gilroy', postalCode: '95020', latitude: 37.0058, longitude: -121.5683 },
  { city: 'Morgan Hill', postalCode: '95037', latitude: 37.1305, longitude: -121.6544 },
  { city: 'Campbell', postalCode: '95008', latitude: 37.2872, longitude: -121.95 },
] as const;

export interface PersonName {
  readonly given: string;
  readonly middle: string;
  /** Empty for people with a single name, which is then `given`. */
  readonly family: string;
  /** The name in the script its bearer writes. */
  readonly script?: { readonly given: string; readonly family: string };
}

export interface NameWish {
  readonly given?: string;
  readonly middle?: string;
  readonly family?: string;
  readonly script?: { readonly given: string; readonly family: string };
}

export function drawName(random: Random, sex: 'female' | 'male', wish: NameWish = {}): PersonName {
  const given = random.pick(random.chance(0.25) ? FIRST_COUNTY[sex] : FIRST[sex]);
  const family = random.pick(random.chance(0.3) ? LAST_COUNTY : LAST);
  const middle = random.pick(FIRST[sex]);
  return { given, middle, family, ...wish };
}

/** A home or practice address in Santa Clara County. */
export function drawAddress(
  random: Random,
): Address & { readonly city: string; readonly postalCode: string } {
  const { city, postalCode } = random.pick(CITIES);
  return {
    line: [`${random.int(100, 4999)} ${random.pick(LAST)} ${random.pick(STREET_SUFFIXES)}`],
    city,
    state: 'CA',
    postalCode,
    country: 'US',
  };
}

/** A number out of those reserved for fiction (555-0100 to 555-0199). */
export function drawPhone(random: Random): string {
  return `${random.pick(['408', '650', '669'])}-555-01${String(random.int(0, 99)).padStart(2, '0')}`;
}

/** Lower-case ASCII letters of a name: `Núñez` → `nunez`. */
export function plainLetters(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

export function hasDiacritics(name: string): boolean {
  return /[^\x20-\x7e]/.test(name);
}

const PLACES = [
  'Harbor',
  'Meadow',
  'Canyon',
  'River',
  'Summit',
  'Valley',
  'Garden',
  'Orchard',
  'Bridge',
  'Island',
  'Prairie',
  'Forest',
];
const TREES = [
  'Maple',
  'Cedar',
  'Willow',
  'Laurel',
  'Aspen',
  'Juniper',
  'Redwood',
  'Cypress',
  'Hazel',
  'Poplar',
  'Linden',
  'Spruce',
];

/** A password people can read out, such as `Harbor-Maple-42!`. For synthetic members only. */
export function drawPassword(random: Random): string {
  return `${random.pick(PLACES)}-${random.pick(TREES)}-${random.int(10, 99)}!`;
}
