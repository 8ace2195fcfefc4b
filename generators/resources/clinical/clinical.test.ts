import type { FhirResource } from 'fhir/r4.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPopulation } from '../../population.ts';

const NOW = Date.parse('2026-11-24T00:00:00Z');
const MEMBERS = 60;
/** The member of daily care has 10,000 claims, and nothing clinical that others lack. */
const MOST = 1500;
const CLINICAL = [
  'AllergyIntolerance',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'Procedure',
  'Provenance',
] as const;

type OfType<T extends FhirResource['resourceType']> = Extract<FhirResource, { resourceType: T }>;

function ofType<T extends FhirResource['resourceType']>(list: readonly FhirResource[], type: T): OfType<T>[] {
  return list.filter((one): one is OfType<T> => one.resourceType === type);
}

const population = createPopulation();
const key = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;
let everyone: FhirResource[][] = [];
let all: FhirResource[] = [];

beforeAll(() => {
  everyone = Array.from({ length: MEMBERS }, (_, index) => population.generate(index, NOW)).filter(
    ({ length }) => length < MOST,
  );
  all = everyone.flat();
});

describe('the clinical record', () => {
  it.each(CLINICAL)('has %s resources', (type) => expect(ofType(all, type).length).toBeGreaterThan(0));

  it('is served with its Provenance, one for each resource', () => {
    for (const resources of everyone) {
      const targets = ofType(resources, 'Provenance').flatMap(({ target }) =>
        target.map(({ reference }) => reference),
      );
      const recorded = resources.filter(
        (one) =>
          one.resourceType !== 'Provenance' &&
          CLINICAL.some((type) => type === one.resourceType) &&
          // A stay that still lasts: what is written of it comes with the discharge.
          !(one.resourceType === 'Encounter' && one.status === 'in-progress'),
      );
      expect([...targets].filter((one) => !one?.startsWith('Observation/')).sort()).toEqual(
        recorded.map(key).sort(),
      );
    }
  });
});

describe('what one event brought', () => {
  it('has an Encounter with the day, site and diagnosis of a claim', () => {
    let examined = 0;
    for (const resources of everyone) {
      const claims = new Set(
        ofType(resources, 'ExplanationOfBenefit').flatMap(({ billablePeriod, diagnosis = [] }) =>
          diagnosis.map(({ diagnosisCodeableConcept }) =>
            [billablePeriod?.start, diagnosisCodeableConcept?.coding?.[0]?.code].join(' '),
          ),
        ),
      );
      const conditions = new Map(ofType(resources, 'Condition').map((one) => [key(one), one]));
      const adjudicated = NOW - 45 * 86_400_000;
      for (const { status, period, reasonCode, reasonReference, serviceProvider, location, meta } of ofType(
        resources,
        'Encounter',
      )) {
        if (status !== 'finished') continue;
        // The claim may come weeks after the chart.
        if (Date.parse(meta?.lastUpdated ?? '') > adjudicated) continue;
        const code = reasonCode?.[0]?.coding?.[0]?.code;
        expect([...claims]).toContain(`${period?.start?.slice(0, 10)} ${code}`);
        const condition = conditions.get(reasonReference?.[0]?.reference ?? '');
        if (!code?.startsWith('Z')) expect(condition?.code?.coding?.[0]?.code).toBe(code);
        expect(population.supporting(serviceProvider?.reference ?? '', NOW)).toBeDefined();
        expect(population.supporting(location?.[0]?.location.reference ?? '', NOW)).toBeDefined();
        examined += 1;
      }
    }
    expect(examined).toBeGreaterThan(400);
  });

  it('has Observations that refer to the Encounter of their hour', () => {
    for (const resources of everyone) {
      const encounters = new Map(ofType(resources, 'Encounter').map((one) => [key(one), one]));
      for (const { encounter, effectiveDateTime, category } of ofType(resources, 'Observation')) {
        const isLaboratory = category?.[0]?.coding?.[0]?.code === 'laboratory';
        const start = encounters.get(encounter?.reference ?? '')?.period?.start;
        expect(start).toBe(isLaboratory ? undefined : effectiveDateTime);
      }
    }
  });

  it('has laboratory reports that hold every result once', () => {
    for (const resources of everyone) {
      const results = ofType(resources, 'Observation')
        .filter(({ category }) => category?.[0]?.coding?.[0]?.code === 'laboratory')
        .map(key);
      const reported = ofType(resources, 'DiagnosticReport')
        .filter(({ category }) => category?.[0]?.coding?.[0]?.code === 'LAB')
        .flatMap(({ result = [] }) => result.map(({ reference }) => reference));
      expect([...reported].sort()).toEqual([...results].sort());
    }
  });

  it('has for each vaccination at a pharmacy a claim of the same product and day', () => {
    let examined = 0;
    for (const resources of everyone) {
      const dispensed = new Set(dispensings(resources));
      for (const { status, vaccineCode, occurrenceDateTime } of ofType(resources, 'Immunization')) {
        if (status === 'not-done') continue;
        expect([...dispensed]).toContain(`${occurrenceDateTime} ${vaccineCode.coding?.[1]?.code}`);
        examined += 1;
      }
    }
    expect(examined).toBeGreaterThan(50);
  });
});

describe('a diabetic', () => {
  const diabetic = (): FhirResource[] => population.generate(4, NOW);

  it('has the problem, a goal for it, metformin on prescription and its fills', () => {
    const resources = diabetic();
    const problem = ofType(resources, 'Condition').find(({ category }) =>
      category?.some(({ coding }) => coding?.[0]?.code === 'problem-list-item'),
    );
    expect(problem?.code?.coding?.map(({ code }) => code)).toEqual(['E11.9', '44054006']);
    expect(ofType(resources, 'Goal')[0]?.addresses).toEqual([{ reference: `Condition/${problem?.id}` }]);
    const prescribed = ofType(resources, 'MedicationRequest').filter(
      ({ medicationCodeableConcept }) => medicationCodeableConcept?.coding?.[0]?.code === '861007',
    );
    expect(prescribed.length).toBeGreaterThanOrEqual(3);
    const days = new Set(dispensings(resources));
    for (const { authoredOn } of prescribed) expect([...days]).toContain(`${authoredOn} 65862000801`);
  });

  it('has an A1c series and a look at the retina in every full year', () => {
    const resources = diabetic();
    for (const year of ['2023', '2024', '2025']) {
      const a1c = ofType(resources, 'Observation').filter(
        ({ code, effectiveDateTime }) =>
          code.coding?.[0]?.code === '4548-4' && effectiveDateTime?.startsWith(year),
      );
      const retina = ofType(resources, 'Procedure').filter(
        ({ code, performedDateTime }) =>
          code?.coding?.[0]?.code === '92250' && performedDateTime?.startsWith(year),
      );
      expect([a1c.length, retina.length], year).toEqual([2, 1]);
    }
  });

  it('has prescriptions that are active while they last and completed, as version 2, afterwards', () => {
    const { patientId } = population.member(4);
    const [first] = ofType(population.compartment(patientId, NOW), 'MedicationRequest');
    const during = Date.parse(`${first?.authoredOn}T00:00:00Z`) + 30 * 86_400_000;
    const then = ofType(population.compartment(patientId, during), 'MedicationRequest').find(
      ({ id }) => id === first?.id,
    );
    expect([then?.status, then?.meta?.versionId]).toEqual(['active', '1']);
    expect([first?.status, first?.meta?.versionId]).toEqual(['completed', '2']);
  });

  it('has a care team with the doctor who sees them at check-ups', () => {
    const resources = diabetic();
    const checkUp = ofType(resources, 'Encounter').find(
      ({ type }) => type?.[0]?.coding?.[0]?.code === '185349003',
    );
    const members = ofType(resources, 'CareTeam')[0]?.participant?.map(({ member }) => member?.reference);
    expect(members).toContain(checkUp?.participant?.[0]?.individual?.reference);
  });
});

/** `day product` of every line of pharmacy claims. */
function dispensings(resources: readonly FhirResource[]): string[] {
  return ofType(resources, 'ExplanationOfBenefit').flatMap(({ item = [] }) =>
    item.map(({ servicedDate, productOrService }) => `${servicedDate} ${productOrService.coding?.[0]?.code}`),
  );
}
