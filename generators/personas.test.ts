import type {
  Coverage,
  ExplanationOfBenefit,
  FhirResource,
  Observation,
  Patient,
  RelatedPerson,
} from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { createCoverage } from '../profiles/engine/coverage.ts';
import { tableSource } from '../profiles/sources.ts';
import { createPopulation } from './population.ts';

const ANCHOR = Date.parse('2026-01-01T00:00:00Z');
const LATER = Date.parse('2026-11-24T00:00:00Z');
const PROFILES = [
  'carin-bb/StructureDefinition/C4BB-Patient',
  'carin-bb/StructureDefinition/C4BB-Coverage',
  'core/StructureDefinition/us-core-patient',
  'core/StructureDefinition/us-core-coverage',
];
const population = createPopulation();

function lookAt(index: number, asOf: number) {
  const resources = population.generate(index, asOf);
  const all = <T extends FhirResource>(type: T['resourceType']): T[] =>
    resources.filter((resource): resource is T => resource.resourceType === type);
  const [patient] = all<Patient>('Patient');
  if (!patient) throw new Error(`member ${index} has no Patient`);
  const claims = all<ExplanationOfBenefit>('ExplanationOfBenefit');
  return {
    resources,
    patient,
    claims,
    coverages: all<Coverage>('Coverage'),
    related: all<RelatedPerson>('RelatedPerson'),
    observations: all<Observation>('Observation'),
    serviceDays: claims.map(({ billablePeriod }) => billablePeriod?.start ?? '').sort(),
  };
}

const planOf = ({ class: classes, period }: Coverage) => [classes?.[0]?.name, period?.start, period?.end];
const amountOf = ({ total }: ExplanationOfBenefit, code: string) =>
  total?.find(({ category }) => category.coding?.[0]?.code === code)?.amount.value ?? 0;

it('documents twenty members, each with a note of its own', () => {
  const notes = population.personas().map(({ note }) => note);
  expect(notes).toHaveLength(20);
  expect(new Set(notes).size).toBe(20);
});

it('0 shows every must-support element of Patient and Coverage', () => {
  const { resources } = lookAt(0, ANCHOR);
  const missing = PROFILES.flatMap((profile) => {
    const coverage = createCoverage(tableSource(), `http://hl7.org/fhir/us/${profile}`);
    for (const resource of resources) coverage.add(resource);
    return coverage.report().elements.filter(({ resources: count }) => count === 0);
  });
  expect(missing).toEqual([]);
});

describe.each([
  ['at the anchor', ANCHOR],
  ['most of a year later', LATER],
])('notes of the members 8 to 19 are true %s', (_, asOf) => {
  it('14: a device and a representative, for checks of the types that 0 has none of', () => {
    const types = lookAt(14, asOf).resources.map(({ resourceType }) => resourceType);
    expect(types).toEqual(expect.arrayContaining(['Device', 'RelatedPerson']));
  });
  it('8: no claims yet', () => {
    const { claims, coverages, observations } = lookAt(8, asOf);
    expect(coverages.map(planOf)).toEqual([['SCFHP Medi-Cal', '2028-01-01', undefined]]);
    expect([claims, observations]).toEqual([[], []]);
  });
  it('9: more than 10,000 explanations of benefit', () => {
    const { claims, serviceDays } = lookAt(9, asOf);
    expect(claims.length).toBeGreaterThan(10_000);
    expect(serviceDays[0]?.slice(0, 4)).toBe('2016');
  });
  it('10: Medicare pays first', () => {
    const { claims, coverages } = lookAt(10, asOf);
    const [dualConnect, mediCal] = ['DSNP', 'MEDICAL'].map((group) => {
      const held = coverages.find((one) => one.class?.[0]?.value === group);
      return claims.filter(({ insurance }) => insurance[0]?.coverage.reference === `Coverage/${held?.id}`);
    });
    expect(dualConnect?.length).toBeGreaterThan(20);
    const crossed = mediCal?.filter((claim) => amountOf(claim, 'priorpayerpaid') > 0);
    expect(crossed?.length).toBeGreaterThan(5);
    for (const claim of claims) expect(amountOf(claim, 'memberliability')).toBe(0);
  });
  it('11: nine years old, represented by the mother', () => {
    const { patient, related } = lookAt(11, asOf);
    expect(patient.birthDate).toBe('2016-03-03');
    expect(related.map(({ relationship }) => relationship?.[0]?.coding?.[0]?.code)).toEqual(['MTH']);
    expect(related[0]?.patient.reference).toBe(`Patient/${patient.id}`);
    expect(related[0]?.period?.end).toBe('2034-03-03');
  });
  it("12: a newborn on the mother's subscriber id", () => {
    const { patient, coverages, related } = lookAt(12, asOf);
    const [first, second] = coverages;
    expect(patient.birthDate).toBe('2025-12-10');
    expect(first?.period).toEqual({ start: '2025-12-10', end: '2026-01-08' });
    expect(first?.subscriber?.reference).toBe(`RelatedPerson/${related[0]?.id}`);
    expect(first?.relationship?.coding?.[0]?.code).toBe('child');
    const own = patient.identifier?.find(({ type }) => type?.coding?.[0]?.code === 'MB')?.value;
    expect(first?.subscriberId).not.toBe(own);
    if (asOf === LATER) expect([second?.subscriberId, second?.period?.start]).toEqual([own, '2026-01-09']);
    else expect(second).toBeUndefined();
  });
  it('13: a gap and an end', () => {
    const { coverages, serviceDays } = lookAt(13, asOf);
    expect(coverages.map(planOf)).toEqual([
      ['SCFHP Medi-Cal', '2023-01-01', '2024-08-31'],
      ['SCFHP Medi-Cal', '2025-01-01', '2025-11-30'],
    ]);
    expect(serviceDays.filter((day) => day < '2024-09').length).toBeGreaterThan(5);
    expect(serviceDays.filter((day) => day > '2025').length).toBeGreaterThan(5);
    expect(
      serviceDays.filter((day) => (day >= '2024-09-01' && day < '2025-01-01') || day >= '2025-12'),
    ).toEqual([]);
  });
  it('14: deceased', () => {
    const { patient, coverages, serviceDays, related } = lookAt(14, asOf);
    expect(patient.deceasedDateTime).toBe('2025-09-12');
    expect(coverages.map(({ period }) => period?.end)).toEqual(['2025-09-12', '2025-09-12']);
    expect(serviceDays.at(-1)?.localeCompare('2025-09-12')).toBeLessThanOrEqual(0);
    expect(related).toHaveLength(1);
  });
  it('15: a maiden name', () => {
    expect(lookAt(15, asOf).patient.name).toMatchObject([
      { use: 'official', family: 'Ocampo', period: { start: '2025-05-17' } },
      { use: 'maiden', family: 'Delgado', period: { end: '2025-05-16' } },
    ]);
  });
  it('16: a single name', () => {
    const [name] = lookAt(16, asOf).patient.name ?? [];
    expect([name?.given, name?.family]).toEqual([['Suryani'], undefined]);
    expect(name?._family?.extension?.[0]?.url).toMatch(/data-absent-reason$/);
    expect(population.member(16)).toMatchObject({ userName: 'suryani.0016', displayName: 'Suryani' });
  });
  it('17: two scripts', () => {
    const { patient } = lookAt(17, asOf);
    expect(patient.name?.map(({ family }) => family)).toEqual(['Ouyang', '欧阳']);
    expect(patient.communication?.[0]?.language.coding?.[0]?.code).toBe('zh');
  });
  it('18: a leap day', () => expect(lookAt(18, asOf).patient.birthDate).toMatch(/-02-29$/));
  it('19: hyphens, and a second coverage', () => {
    const { patient, coverages, claims } = lookAt(19, asOf);
    expect([patient.name?.[0]?.given?.[0], patient.name?.[0]?.family]).toEqual([
      'Anne-Marie',
      'Lopez-Whitfield',
    ]);
    expect(coverages.map(planOf)).toEqual([
      ['SCFHP Medi-Cal', '2023-01-01', undefined],
      ['SCFHP DualConnect', '2025-07-01', undefined],
    ]);
    expect(new Set(claims.map(({ insurance }) => insurance.length))).toEqual(new Set([1, 2]));
  });
});

it('tells of a name change and of a death when the plan has learnt of it', () => {
  const before = (index: number) => lookAt(index, Date.parse('2025-05-01T00:00:00Z'));
  expect(before(15).patient.name).toMatchObject([{ use: 'official', family: 'Delgado' }]);
  expect(before(15).patient.meta?.versionId).toBe('1');
  expect(lookAt(15, ANCHOR).patient.meta?.versionId).toBe('2');
  expect(before(14).patient.deceasedDateTime).toBeUndefined();
  expect(before(14).coverages.map(({ period }) => period?.end)).toEqual([undefined, undefined]);
});
