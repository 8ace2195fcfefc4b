import type { Coverage, ExplanationOfBenefit, FhirResource, Patient } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { createCoverage } from '../profiles/engine/coverage.ts';
import { createValidator } from '../profiles/engine/validator.ts';
import { tableSource } from '../profiles/sources.ts';
import { dayOf } from './days.ts';
import { coveredOn, coverOn, type Enrollment } from './enrollment.ts';
import { enrollmentOf } from './enrollment-records.ts';
import { createIdCodec } from './ids.ts';
import { ageAt } from './life.ts';
import { factsOf, identityOf } from './member.ts';
import { memberOn } from './member-on.ts';
import { createPopulation } from './population.ts';
import { drawProviders } from './sites.ts';

const LATER = Date.parse('2026-11-24T00:00:00Z');
const origin = { seed: 'assay', anchorYear: 2026 };
const everyone = Array.from({ length: 2000 }, (_, index) => factsOf(origin, index));
const isOf =
  <T extends FhirResource>(type: T['resourceType']) =>
  (resource: FhirResource): resource is T =>
    resource.resourceType === type;

/** Versions of Patient, RelatedPerson and Coverage. */
function recordsOf(seed: string, from: number, to: number): FhirResource[] {
  const codec = createIdCodec(seed);
  const maker = { origin: { ...origin, seed }, codec, providers: drawProviders(seed, codec, 20) };
  return Array.from({ length: to - from }, (_, n) => factsOf(maker.origin, from + n)).flatMap((facts) =>
    enrollmentOf(maker, facts).map(({ resource }) => resource),
  );
}

describe('coverage on a day', () => {
  const [facts] = everyone;
  if (!facts) throw new Error('nobody');
  const times = (...enrollments: Enrollment[]) => ({ ...facts, enrollments });
  const mediCal = (from: number, to?: number, nth = 0): Enrollment => ({ product: 'mediCal', nth, from, to });
  const dualConnect = (from: number, to?: number): Enrollment => ({
    product: 'dualConnect',
    nth: 0,
    from,
    to,
  });

  it.each([
    ['before the first day', [mediCal(10)], 9, 9, false],
    ['on the first day', [mediCal(10)], 10, 10, true],
    ['on the last day', [mediCal(10, 20)], 20, 20, true],
    ['after the last day', [mediCal(10, 20)], 21, 21, false],
    ['in a gap', [mediCal(10, 20), mediCal(30, undefined, 1)], 25, 25, false],
    ['after a gap', [mediCal(10, 20), mediCal(30, undefined, 1)], 30, 31, true],
    ['over an end', [mediCal(10, 20)], 19, 21, false],
    ['over a gap', [mediCal(10, 20), mediCal(21, undefined, 1)], 19, 22, false],
    ['over the start of a second product', [mediCal(10), dualConnect(20)], 19, 21, false],
    ['within both', [mediCal(10), dualConnect(20)], 20, 25, true],
  ])('%s', (_, enrollments, first, last, covered) => {
    expect(coveredOn(times(...enrollments), first, last)).toBe(covered);
  });

  it('is by the products that hold on it', () => {
    const both = times(mediCal(10, 29), dualConnect(20));
    expect([9, 10, 20, 30].map((day) => coverOn(both, day))).toEqual([
      undefined,
      'medi-cal',
      'dual',
      'medicare',
    ]);
  });
});

describe('two thousand members', () => {
  it('have gaps, ends, coming coverage, second products, newborns, deaths, representatives and new names', () => {
    const anchor = dayOf(2026, 1, 1);
    const shares = {
      gap: everyone.filter(({ enrollments }) => enrollments.some(({ nth }) => nth > 0)),
      ended: everyone.filter(({ enrollments }) => enrollments.every(({ to }) => to !== undefined)),
      coming: everyone.filter(({ enrolledOn }) => enrolledOn > anchor),
      newborn: everyone.filter(({ birthDay }) => birthDay > anchor - 100),
      minor: everyone.filter(({ birthDay }) => ageAt(birthDay, anchor) < 18),
      dead: everyone.filter(({ deathDay }) => deathDay !== undefined),
      renamed: everyone.filter(({ formerName }) => formerName !== undefined),
      single: everyone.filter(({ name }) => name.family === ''),
      script: everyone.filter(({ name }) => name.script !== undefined),
      hyphen: everyone.filter(({ name }) => name.family.includes('-')),
    };
    for (const [what, members] of Object.entries(shares)) {
      expect(members.length, what).toBeGreaterThan(5);
      expect(members.length, what).toBeLessThan(400);
    }
    const minors = shares.minor.filter(({ representative }) => !representative);
    expect(minors).toEqual([]);
    expect(shares.minor.every(({ smoking }) => smoking === 'never')).toBe(true);
  });

  it('have numbers that no real member can have', () => {
    for (const { medicareNumber, mediCalNumber, phone } of everyone) {
      expect(medicareNumber).toMatch(/^0[A-Z][A-Z\d]\d[A-Z][A-Z\d]\d[A-Z]{2}\d\d$/);
      expect(mediCalNumber).toMatch(/^0\d{7}[A-Z]$/);
      expect(phone).toMatch(/-555-01\d\d$/);
    }
  });

  it('live nowhere before they are born and are covered from birth at the earliest', () => {
    for (const { birthDay, movedOn, enrolledOn } of everyone) {
      expect(movedOn ?? birthDay).toBeGreaterThanOrEqual(birthDay);
      expect(enrolledOn).toBeGreaterThanOrEqual(birthDay);
    }
  });

  it('are all found by their user names', () => {
    const population = createPopulation({ members: 2000 });
    for (let index = 0; index < 2000; index += 1) {
      const { userName } = identityOf(origin, index);
      expect(userName).toMatch(/^[a-z]+(\.[a-z]+)?\.\d{4}$/);
      expect(population.findMember(userName)?.userName).toBe(userName);
    }
  });

  it('grow as children and stay as adults', () => {
    for (const facts of everyone.filter(({ birthDay }) => birthDay > dayOf(2010, 1, 1)).slice(0, 50)) {
      const ages = [0, 1, 5, 10, 17].map((age) => memberOn(facts, facts.birthDay + Math.round(age * 365.25)));
      const heights = ages.map(({ heightCm }) => heightCm);
      expect(heights).toEqual([...heights].sort((a, b) => a - b));
      expect(heights[0]).toBeLessThan(56);
      expect(ages[0]?.weightKg).toBeLessThan(5);
      expect(memberOn(facts, facts.birthDay + 20 * 366).heightCm).toBe(facts.heightCm);
    }
  });
});

it.each(['assay', '7', 'another'])(
  'Patient, RelatedPerson and Coverage pass their profiles (seed %s)',
  (seed) => {
    const validator = createValidator(tableSource());
    const errors = recordsOf(seed, 0, 300)
      .flatMap((resource) => validator.validate(resource))
      .filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([]);
  },
);

it.each([
  'carin-bb/StructureDefinition/C4BB-Patient',
  'carin-bb/StructureDefinition/C4BB-Coverage',
  'carin-bb/StructureDefinition/C4BB-RelatedPerson',
  'core/StructureDefinition/us-core-patient',
  'core/StructureDefinition/us-core-coverage',
])('the documented members show every must-support element of %s', (profile) => {
  const coverage = createCoverage(tableSource(), `http://hl7.org/fhir/us/${profile}`);
  for (const resource of recordsOf('assay', 0, 20)) coverage.add(resource);
  const { elements } = coverage.report();
  expect(elements.length).toBeGreaterThan(3);
  expect(elements.filter(({ resources }) => resources === 0).map(({ element }) => element)).toEqual([]);
});

it('every service lies within the coverage that its claim names, and before death', () => {
  const population = createPopulation({ members: 320 });
  let seen = 0;
  for (let index = 20; index < 320; index += 1) {
    const resources = population.generate(index, LATER);
    const periods = new Map(
      resources.filter(isOf<Coverage>('Coverage')).map(({ id, period }) => [`Coverage/${id}`, period]),
    );
    const died = resources.find(isOf<Patient>('Patient'))?.deceasedDateTime ?? '9';
    for (const { billablePeriod, insurance } of resources.filter(
      isOf<ExplanationOfBenefit>('ExplanationOfBenefit'),
    )) {
      for (const { coverage } of insurance) {
        const period = periods.get(coverage.reference ?? '');
        expect((billablePeriod?.start ?? '') >= (period?.start ?? '9')).toBe(true);
        expect((billablePeriod?.end ?? '9') <= (period?.end ?? '9')).toBe(true);
        seen += 1;
      }
      expect((billablePeriod?.end ?? '9') <= died).toBe(true);
    }
  }
  expect(seen).toBeGreaterThan(5000);
});
