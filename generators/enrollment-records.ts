import type { FhirResource } from 'fhir/r4.js';
import type { Maker } from './compartment.ts';
import { available, type Dated, dated, versions } from './dated.ts';
import { type Enrollment, nthOn } from './enrollment.ts';
import type { IdCodec } from './ids.ts';
import type { MemberFacts } from './member.ts';
import { coverage } from './resources/coverage.ts';
import { PRODUCTS } from './resources/insurance-plan.ts';
import { type PatientNews, patient } from './resources/patient.ts';
import { relatedPerson } from './resources/related-person.ts';

/** Days until the plan has a new name or a death on file. */
const NEWS_DAYS = 6;

/** What enrollment brings, ordered by availability: Patient, RelatedPerson and Coverages with all their versions. */
export function enrollmentOf(maker: Maker, facts: MemberFacts): Dated[] {
  const representative = representativeRecord(maker, facts);
  const records = [
    ...patientVersions(maker, facts),
    ...(representative ? [representative] : []),
    ...facts.enrollments.flatMap((enrollment) => coverageVersions(maker, facts, enrollment)),
  ];
  return records.sort((a, b) => a.availableAt - b.availableAt);
}

function patientVersions({ codec, providers }: Maker, facts: MemberFacts): Dated[] {
  const { formerName, deathDay, registeredOn } = facts;
  const turns = [
    ...(formerName ? [{ day: formerName.until + NEWS_DAYS, news: { isRenamed: true } }] : []),
    ...(deathDay === undefined ? [] : [{ day: deathDay + NEWS_DAYS, news: { isDeceased: true } }]),
  ].sort((a, b) => a.day - b.day);
  let known: PatientNews = { isRenamed: false, isDeceased: false };
  let day = registeredOn;
  const states: [day: number, news: PatientNews][] = [];
  for (const turn of turns) {
    if (turn.day > day) states.push([day, known]);
    day = Math.max(day, turn.day);
    known = { ...known, ...turn.news };
  }
  states.push([day, known]);
  const id = codec.encode('Patient', facts.index, 0);
  return versions(
    states.map(([from, news]) => [patient(facts, id, providers.payer, news), morningOf(facts, from)]),
  );
}

function representativeRecord({ codec }: Maker, facts: MemberFacts): Dated | undefined {
  const { index, representative, registeredOn } = facts;
  if (!representative) return undefined;
  const ids = { id: codec.encode('RelatedPerson', index, 0), patientId: codec.encode('Patient', index, 0) };
  return dated(relatedPerson(facts, representative, ids), morningOf(facts, registeredOn));
}

/** A first version without the end, where the end was not known from the start. */
function coverageVersions({ codec, providers }: Maker, facts: MemberFacts, enrollment: Enrollment): Dated[] {
  const { from, to, endKnownOn, nth } = enrollment;
  const ids = {
    id: coverageId(codec, facts.index, enrollment.product, nth),
    patientId: codec.encode('Patient', facts.index, 0),
    representativeId: codec.encode('RelatedPerson', facts.index, 0),
  };
  const filedOn = from === facts.enrolledOn ? facts.registeredOn : from - 1;
  const write = (end: number | undefined): FhirResource =>
    coverage(facts, { ...enrollment, to: end }, ids, providers.payer);
  if (endKnownOn === undefined || endKnownOn <= filedOn)
    return versions([[write(to), morningOf(facts, filedOn)]]);
  return versions([
    [write(undefined), morningOf(facts, filedOn)],
    [write(to), morningOf(facts, endKnownOn)],
  ]);
}

/** The ids of the Coverages, by product, that hold on a day. */
export function coverageIdsOn(codec: IdCodec, facts: MemberFacts, day: number) {
  const idOf = (product: Enrollment['product']): string =>
    coverageId(codec, facts.index, product, nthOn(facts, product, day));
  return { dualConnect: idOf('dualConnect'), mediCal: idOf('mediCal') };
}

/** Products alternate: the first coverage of each has the product's own index. */
function coverageId(codec: IdCodec, member: number, product: Enrollment['product'], nth: number): string {
  return codec.encode('Coverage', member, PRODUCTS[product].index + 2 * nth);
}

const morningOf = ({ index }: MemberFacts, day: number): number => available(day, index % 3600);
