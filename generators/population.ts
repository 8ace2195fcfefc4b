import type { FhirResource } from 'fhir/r4.js';
import { firstAssessment } from './chart.ts';
import { type Maker, yearOfCare } from './compartment.ts';
import type { Dated } from './dated.ts';
import { dayOfInstant, yearOf } from './days.ts';
import { createDirectory, type Directory } from './directory.ts';
import { enrollmentOf } from './enrollment-records.ts';
import { createIdCodec, type IdentifiedType } from './ids.ts';
import { LruMap } from './lru.ts';
import { factsOf, type Identity, identityOf, type MemberFacts } from './member.ts';
import { checkOptions, type PopulationOptions } from './options.ts';
import { PERSONAS } from './personas.ts';
import { drawProviders } from './sites.ts';

export type { PopulationOptions } from './options.ts';
export { OptionError } from './options.ts';

/** A synthetic person who can sign in. */
export interface PopulationMember {
  readonly userName: string;
  readonly password: string;
  readonly patientId: string;
  readonly displayName: string;
  /** Patient ids of the members whose representative this one is. */
  readonly actsFor?: readonly string[];
}

export interface PopulationPersona extends PopulationMember {
  /** What makes the member worth testing with; held against the data by a test. */
  readonly note: string;
}

export interface Population {
  readonly seed: string;
  readonly memberCount: number;
  /** The member by position, 0 to `memberCount` - 1. Throws a RangeError beyond. */
  member(index: number): PopulationMember;
  findMember(userName: string): PopulationMember | undefined;
  memberOfPatient(patientId: string): PopulationMember | undefined;
  personas(): readonly PopulationPersona[];
  /** What is available of one member at `asOf` (ms), ordered by availability; the same array until that changes. */
  compartment(patientId: string, asOf: number): readonly FhirResource[];
  directory(asOf: number): readonly FhirResource[];
  /** The Patient Access view of a directory resource. @param reference relative, such as `Practitioner/8f1c…` */
  supporting(reference: string, asOf: number): FhirResource | undefined;
  /** Every version of `Type/id` available at `asOf`, newest first; directory resources as the directory has them. */
  history(reference: string, asOf: number): readonly FhirResource[];
  /** As `history`, of the Patient Access view of a directory resource. */
  supportingHistory(reference: string, asOf: number): readonly FhirResource[];
  /** As `compartment`, by position and without remembering: for going through everyone. */
  generate(index: number, asOf: number): FhirResource[];
}

/** One member's resources through a calendar year, ordered by availability, with the array last given out. */
interface Compartment {
  readonly facts: MemberFacts;
  readonly dated: Dated[];
  throughYear: number;
  /** How many versions had become available when the array was last given out. */
  versions: number;
  given: readonly FhirResource[];
}

/** By position of the representative, positions of those represented. */
const REPRESENTED = Map.groupBy(
  PERSONAS.flatMap(({ life }, index) => (life?.representedBy === undefined ? [] : [index])),
  (index) => PERSONAS[index]?.life?.representedBy,
);

const KEPT_COMPARTMENTS = 64;
const NOTHING: readonly FhirResource[] = [];
const DIRECTORY_TYPES: ReadonlySet<string> = new Set<IdentifiedType>([
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'OrganizationAffiliation',
  'HealthcareService',
  'Location',
  'InsurancePlan',
  'Endpoint',
]);

/**
 * A population without tables: `member(i)` and all its data are computed on demand from (seed, anchor, i), and an id
 * says by itself whose it is. Start-up cost and memory do not depend on the number of members. `asOf` only hides what
 * was not available yet. Throws an OptionError on options that cannot be used.
 */
export function createPopulation(options: PopulationOptions = {}): Population {
  const { seed, members, practitioners, anchorYear } = checkOptions(options);
  const origin = { seed, anchorYear };
  const codec = createIdCodec(seed);
  const kept = new LruMap<number, Compartment>(KEPT_COMPARTMENTS);
  let maker: Maker | undefined;
  let directory: Directory | undefined;

  const makerOf = (): Maker => {
    maker ??= { origin, codec, providers: drawProviders(seed, codec, practitioners) };
    return maker;
  };
  const directoryOf = (): Directory => {
    directory ??= createDirectory(origin, codec, makerOf().providers);
    return directory;
  };
  const indexes = new LruMap<string, number>(KEPT_COMPARTMENTS);
  const indexOf = (patientId: string): number | undefined => {
    const known = indexes.get(patientId);
    if (known !== undefined) return known;
    const decoded = codec.decode(patientId);
    if (decoded?.type !== 'Patient' || decoded.ordinal !== 0 || decoded.index >= members) return undefined;
    indexes.set(patientId, decoded.index);
    return decoded.index;
  };
  const memberOf = ({ index, userName, password, name }: Identity): PopulationMember => ({
    userName,
    password,
    patientId: codec.encode('Patient', index, 0),
    displayName: `${name.given} ${name.family}`.trim(),
    ...actsFor(index),
  });
  const actsFor = (index: number): Pick<PopulationMember, 'actsFor'> => {
    const indexes = REPRESENTED.get(index)?.filter((represented) => represented < members) ?? [];
    return indexes.length === 0 ? {} : { actsFor: indexes.map((one) => codec.encode('Patient', one, 0)) };
  };
  const openCompartment = (index: number): Compartment => {
    const facts = factsOf(origin, index);
    return {
      facts,
      dated: [...enrollmentOf(makerOf(), facts), ...firstAssessment(makerOf(), facts)],
      throughYear: yearOf(facts.enrolledOn) - 1,
      versions: 0,
      given: NOTHING,
    };
  };
  const keepCompartment = (index: number): Compartment => {
    const known = kept.get(index);
    if (known) return known;
    const compartment = openCompartment(index);
    kept.set(index, compartment);
    return compartment;
  };

  return {
    seed,
    memberCount: members,
    member(index) {
      if (!Number.isInteger(index) || index < 0 || index >= members) {
        throw new RangeError(`there is no member ${index}: members are 0 to ${members - 1}`);
      }
      return memberOf(identityOf(origin, index));
    },
    findMember(userName) {
      const digits = /\.(\d{4,10})$/.exec(userName)?.[1];
      const index = Number(digits);
      if (digits === undefined || index >= members) return undefined;
      const identity = identityOf(origin, index);
      return identity.userName === userName ? memberOf(identity) : undefined;
    },
    memberOfPatient(patientId) {
      const index = indexOf(patientId);
      return index === undefined ? undefined : memberOf(identityOf(origin, index));
    },
    personas() {
      return PERSONAS.slice(0, members).map(({ note }, index) => ({
        ...memberOf(identityOf(origin, index)),
        note,
      }));
    },
    compartment(patientId, asOf) {
      const index = indexOf(patientId);
      return index === undefined ? NOTHING : contentsAt(makerOf(), keepCompartment(index), asOf);
    },
    directory: (asOf) => directoryOf().list(asOf),
    supporting: (reference, asOf) => directoryOf().view(reference, asOf),
    history(reference, asOf) {
      const [type = '', id = '', ...more] = reference.split('/');
      const decoded = more.length > 0 ? undefined : codec.decode(id);
      if (decoded?.type !== type) return NOTHING;
      if (DIRECTORY_TYPES.has(type)) return directoryOf().history(reference, asOf);
      if (decoded.index >= members) return NOTHING;
      return versionsUntil(makerOf(), keepCompartment(decoded.index), id, asOf);
    },
    supportingHistory: (reference, asOf) => directoryOf().viewHistory(reference, asOf),
    generate: (index, asOf) => [...contentsAt(makerOf(), openCompartment(index), asOf)],
  };
}

function contentsAt(maker: Maker, compartment: Compartment, asOf: number): readonly FhirResource[] {
  const dated = datedThrough(maker, compartment, asOf);
  const count = countUntil(dated, asOf);
  if (count !== compartment.versions) {
    compartment.versions = count;
    compartment.given = dated
      .slice(0, count)
      .filter(({ until }) => until === undefined || until > asOf)
      .map(({ resource }) => resource);
  }
  return compartment.given;
}

function versionsUntil(maker: Maker, compartment: Compartment, id: string, asOf: number): FhirResource[] {
  const dated = datedThrough(maker, compartment, asOf);
  return dated
    .slice(0, countUntil(dated, asOf))
    .flatMap(({ resource }) => (resource.id === id ? resource : []))
    .reverse();
}

/** The member's resources, with every calendar year up to that of `asOf` drawn. */
function datedThrough(maker: Maker, compartment: Compartment, asOf: number): readonly Dated[] {
  const { dated, facts } = compartment;
  const year = yearOf(dayOfInstant(asOf));
  if (year > compartment.throughYear) {
    while (compartment.throughYear < year) {
      compartment.throughYear += 1;
      dated.push(...yearOfCare(maker, facts, compartment.throughYear));
    }
    dated.sort((a, b) => a.availableAt - b.availableAt);
  }
  return dated;
}

function countUntil(dated: readonly Dated[], asOf: number): number {
  let low = 0;
  let high = dated.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((dated[middle]?.availableAt ?? 0) <= asOf) low = middle + 1;
    else high = middle;
  }
  return low;
}
