import type { FhirResource } from 'fhir/r4.js';
import { firstAssessment } from './chart.ts';
import { type Maker, yearOfCare } from './compartment.ts';
import type { Dated } from './dated.ts';
import { dayOfInstant, yearOf } from './days.ts';
import { createDirectory, type Directory } from './directory.ts';
import { enrollmentOf } from './enrollment-records.ts';
import { createIdCodec } from './ids.ts';
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

const KEPT_COMPARTMENTS = 64;
const NOTHING: readonly FhirResource[] = [];

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
  const indexOf = (patientId: string): number | undefined => {
    const decoded = codec.decode(patientId);
    return decoded?.type === 'Patient' && decoded.ordinal === 0 && decoded.index < members
      ? decoded.index
      : undefined;
  };
  const memberOf = ({ index, userName, password, name }: Identity): PopulationMember => ({
    userName,
    password,
    patientId: codec.encode('Patient', index, 0),
    displayName: `${name.given} ${name.family}`.trim(),
  });
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
      if (index === undefined) return NOTHING;
      let compartment = kept.get(index);
      if (!compartment) {
        compartment = openCompartment(index);
        kept.set(index, compartment);
      }
      return contentsAt(makerOf(), compartment, asOf);
    },
    directory: (asOf) => directoryOf().list(asOf),
    supporting: (reference, asOf) => directoryOf().view(reference, asOf),
    generate: (index, asOf) => [...contentsAt(makerOf(), openCompartment(index), asOf)],
  };
}

function contentsAt(maker: Maker, compartment: Compartment, asOf: number): readonly FhirResource[] {
  const { dated, facts } = compartment;
  const year = yearOf(dayOfInstant(asOf));
  if (year > compartment.throughYear) {
    while (compartment.throughYear < year) {
      compartment.throughYear += 1;
      dated.push(...yearOfCare(maker, facts, compartment.throughYear));
    }
    dated.sort((a, b) => a.availableAt - b.availableAt);
  }
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
