import type { Coverage, ExplanationOfBenefit, FhirResource, Observation, Patient } from 'fhir/r4.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateShape } from '../profiles/engine/schema.ts';
import { isNpi } from './npi.ts';
import { createPopulation, OptionError, type Population } from './population.ts';

const ANCHOR = Date.parse('2026-01-01T00:00:00Z');
const LATER = Date.parse('2026-11-24T00:00:00Z');
/** Without the member of daily care, whose ten thousand claims would be most of what is looked at. */
const SOME = Array.from({ length: 30 }, (_, index) => index).filter((index) => index !== 9);
const text = (value: unknown): string => JSON.stringify(value);
const key = ({ resourceType, id }: FhirResource): string => `${resourceType}/${id}`;

describe('determinism', () => {
  it('gives byte-identical members and directory for the same seed', () => {
    const [one, two] = [createPopulation(), createPopulation()];
    for (const index of SOME) {
      expect(text(one.generate(index, ANCHOR))).toBe(text(two.generate(index, ANCHOR)));
    }
    expect(text(one.directory(LATER))).toBe(text(two.directory(LATER)));
  });

  it('gives another seed other people and other ids', () => {
    const [one, two] = [createPopulation(), createPopulation({ seed: 'other' })];
    expect(one.member(20).patientId).not.toBe(two.member(20).patientId);
    expect(text(one.generate(20, ANCHOR))).not.toBe(text(two.generate(20, ANCHOR)));
  });

  it('gives member 5 of 10 the data of member 5 of a million', () => {
    const [few, many] = [createPopulation({ members: 10 }), createPopulation({ members: 1_000_000 })];
    expect(text(few.generate(5, LATER))).toBe(text(many.generate(5, LATER)));
    expect(few.member(5)).toEqual(many.member(5));
  });

  it('does not depend on the order in which moments are asked for', () => {
    const [forward, straight] = [createPopulation(), createPopulation()];
    const { patientId } = forward.member(0);
    for (const asOf of [ANCHOR, ANCHOR - 1e10, LATER]) {
      forward.compartment(patientId, asOf);
      forward.directory(asOf);
    }
    expect(text(forward.compartment(patientId, LATER))).toBe(text(straight.compartment(patientId, LATER)));
    expect(text(forward.directory(ANCHOR))).toBe(text(straight.directory(ANCHOR)));
  });
});

describe('time', () => {
  const population = createPopulation();
  const { patientId } = population.member(0);

  it('only hides: what was there earlier is there later, in its place or in a later version', () => {
    const later = population.compartment(patientId, LATER);
    const earlier = population.compartment(patientId, ANCHOR);
    expect(earlier.length).toBeGreaterThan(20);
    expect(later.length).toBeGreaterThan(earlier.length);
    const versions = new Map(later.map((resource) => [key(resource), Number(resource.meta?.versionId)]));
    const kept = earlier.filter((resource) => {
      const version = versions.get(key(resource)) ?? 0;
      expect(version).toBeGreaterThanOrEqual(Number(resource.meta?.versionId));
      return version === Number(resource.meta?.versionId);
    });
    expect(later.slice(0, kept.length).map(key)).toEqual(kept.map(key));
    expect(population.compartment(patientId, Date.parse('2010-01-01'))).toEqual([]);
  });

  it('serves nothing before meta.lastUpdated and everything from then on', () => {
    for (const resource of population.compartment(patientId, LATER)) {
      const moment = Date.parse(resource.meta?.lastUpdated ?? '');
      expect(moment).toBeLessThanOrEqual(LATER);
      expect(resource.meta?.versionId).toMatch(/^[1-9]$/);
    }
    const last = population.compartment(patientId, LATER).at(-1);
    const moment = Date.parse(last?.meta?.lastUpdated ?? '');
    expect(population.compartment(patientId, moment).map(key)).toContain(last && key(last));
    expect(population.compartment(patientId, moment - 1).map(key)).not.toContain(last && key(last));
  });

  it('gives the same array while nothing changed', () => {
    expect(population.compartment(patientId, LATER)).toBe(population.compartment(patientId, LATER + 1));
    expect(population.directory(LATER)).toBe(population.directory(LATER + 1));
  });

  it('brings directory updates as new versions of the same ids', () => {
    const before = new Map(population.directory(ANCHOR).map((resource) => [key(resource), resource]));
    const after = population.directory(LATER);
    expect(after.length).toBeGreaterThan(before.size);
    const updated = after.filter(
      (resource) => Number(resource.meta?.versionId) > Number(before.get(key(resource))?.meta?.versionId),
    );
    expect(updated.length).toBeGreaterThan(10);
    for (const resource of updated)
      expect(Date.parse(resource.meta?.lastUpdated ?? '')).toBeGreaterThan(ANCHOR);
  });
});

describe('history', () => {
  const population = createPopulation({ members: 20 });
  const monthly = Array.from({ length: 36 }, (_, n) => LATER - n * 30 * 86_400_000);
  const versionsOf = (resources: readonly FhirResource[]) => resources.map(({ meta }) => meta?.versionId);

  it.each([
    [
      'a member',
      (asOf: number) => population.compartment(population.member(0).patientId, asOf),
      (reference: string, asOf: number) => population.history(reference, asOf),
    ],
    [
      'the directory',
      (asOf: number) => population.directory(asOf),
      (reference: string, asOf: number) => population.history(reference, asOf),
    ],
    [
      'what members refer to',
      (asOf: number) =>
        population.directory(asOf).flatMap((it) => population.supporting(key(it), asOf) ?? []),
      (reference: string, asOf: number) => population.supportingHistory(reference, asOf),
    ],
  ])('of %s has each version that was ever served, newest first', (_, servedAt, historyOf) => {
    const served = new Map<string, Set<FhirResource>>();
    for (const asOf of monthly) {
      for (const resource of servedAt(asOf)) {
        const reference = key(resource);
        served.set(reference, (served.get(reference) ?? new Set()).add(resource));
        expect(historyOf(reference, asOf)[0]).toBe(resource);
      }
    }
    let several = 0;
    for (const [reference, resources] of served) {
      const history = historyOf(reference, LATER);
      expect([...resources].filter((resource) => !history.includes(resource))).toEqual([]);
      expect(versionsOf(history)).toEqual(history.map((_, n) => String(history.length - n)));
      const moments = history.map(({ meta }) => Date.parse(meta?.lastUpdated ?? ''));
      expect(moments).toEqual([...new Set(moments)].sort((a, b) => b - a));
      if (history.length > 1) several += 1;
      const first = moments.at(-1) ?? 0;
      expect(versionsOf(historyOf(reference, first))).toEqual(['1']);
      expect(historyOf(reference, first - 1)).toEqual([]);
    }
    expect(several).toBeGreaterThan(10);
  });

  it('is empty for what this population does not have', () => {
    const { patientId } = population.member(3);
    const stranger = createPopulation().member(20).patientId;
    const claim = population.generate(3, LATER).find(isClaim)?.id;
    for (const reference of [
      '',
      'Patient',
      patientId,
      `Observation/${patientId}`,
      `Patient/${stranger}`,
      `Patient/${patientId}/_history`,
      `Patient/${claim}`,
      'Practitioner/nobody',
    ])
      expect(population.history(reference, LATER)).toEqual([]);
    expect(population.history(`ExplanationOfBenefit/${claim}`, LATER)).not.toEqual([]);
    expect(population.supportingHistory(`Patient/${patientId}`, LATER)).toEqual([]);
  });
});

describe('members', () => {
  const population = createPopulation({ members: 10_000_000 });

  it.each([0, 99, 9_999_999])('number %i signs in and is found by patient id', (index) => {
    const member = population.member(index);
    expect(population.findMember(member.userName)).toEqual(member);
    expect(population.memberOfPatient(member.patientId)).toEqual(member);
    expect(member.userName).toMatch(/^[a-z]+\.[a-z]+\.\d{4,}$/);
    expect(member.password).toMatch(/^[A-Z][a-z]+-[A-Z][a-z]+-\d\d!$/);
  });

  it.each([
    '',
    'maria.santos',
    'maria.santos.0001',
    'maria.santos.00000',
    'nobody.at.all.0000',
    'x.y.99999999',
  ])('user name "%s" is nobody', (userName) => {
    expect(population.findMember(userName)).toBeUndefined();
  });

  it('knows no member beyond its number', () => {
    const few = createPopulation({ members: 10 });
    expect(few.findMember(population.member(10).userName)).toBeUndefined();
    expect(few.memberOfPatient(population.member(10).patientId)).toBeUndefined();
    expect(few.compartment(population.member(10).patientId, LATER)).toEqual([]);
    expect(() => few.member(10)).toThrow(RangeError);
  });
});

describe('one hundred members and the directory', () => {
  const population = createPopulation();
  let everyone: (readonly FhirResource[])[] = [];

  beforeAll(() => {
    everyone = Array.from({ length: 100 }, (_, index) =>
      index === 9 ? [] : population.generate(index, LATER),
    );
  });

  it('have the shape of their R4 types, with ids that are unique', () => {
    const all = [...everyone.flat(), ...population.directory(LATER)];
    expect(all.flatMap((resource) => validateShape(resource).map(({ message }) => message))).toEqual([]);
    expect(new Set(all.map(key)).size).toBe(all.length);
  });

  it('refer only to what is in the compartment or has a Patient Access view, at any moment', () => {
    const unresolved = new Set<string>();
    for (const asOf of [Date.parse('2024-01-15'), ANCHOR, LATER]) {
      const good = new Set<string>();
      const isView = (reference: string): boolean => {
        if (good.has(reference)) return true;
        const view = population.supporting(reference, asOf);
        if (!view || validateShape(view).length > 0) return false;
        good.add(reference);
        return referencesOf(view).every(isView);
      };
      for (const index of SOME) {
        const resources = asOf === LATER ? (everyone[index] ?? []) : population.generate(index, asOf);
        const own = new Set(resources.map(key));
        for (const reference of referencesOf(resources)) {
          if (!own.has(reference) && !isView(reference)) unresolved.add(reference);
        }
      }
    }
    expect([...unresolved]).toEqual([]);
  });

  it('refer, in the directory, only to the directory', () => {
    const list = population.directory(LATER);
    const keys = new Set(list.map(key));
    expect(referencesOf(list).filter((reference) => !keys.has(reference))).toEqual([]);
  });

  it('have providers whose NPI has the right check digit', () => {
    const numbers = population
      .directory(LATER)
      .flatMap((resource) =>
        resource.resourceType === 'Practitioner' || resource.resourceType === 'Organization'
          ? (resource.identifier ?? [])
          : [],
      )
      .filter(({ system }) => system === 'http://hl7.org/fhir/sid/us-npi')
      .map(({ value }) => value ?? '');
    expect(numbers.length).toBeGreaterThan(60);
    expect(numbers.filter((value) => !isNpi(value))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('have claims of five kinds', () => {
    const kinds = new Set(
      everyone
        .flat()
        .filter(isClaim)
        .map(({ meta }) => meta?.profile?.[0]),
    );
    expect([...kinds].map((profile) => profile?.replace(/^.*ExplanationOfBenefit-/, '')).sort()).toEqual([
      'Inpatient-Institutional|2.0.0',
      'Oral|2.0.0',
      'Outpatient-Institutional|2.0.0',
      'Pharmacy|2.0.0',
      'Professional-NonClinician|2.0.0',
    ]);
  });
});

describe('persona notes are true', () => {
  const population = createPopulation();
  const of = (index: number, asOf = ANCHOR) => lookAt(population, index, asOf);

  it('documents at least eight members, all different', () => {
    const personas = population.personas();
    expect(personas.length).toBeGreaterThanOrEqual(8);
    expect(new Set(personas.map(({ note }) => note)).size).toBe(personas.length);
    expect(createPopulation({ members: 3 }).personas()).toHaveLength(3);
  });

  it.each([ANCHOR, LATER])('0: nearly everything (as of %i)', (asOf) => {
    const { plans, claims, codes, smoking, types } = of(0, asOf);
    expect(plans).toEqual(['SCFHP DualConnect', 'SCFHP Medi-Cal']);
    expect(new Set(claims.map(({ meta }) => meta?.profile?.[0])).size).toBe(5);
    for (const code of ['85354-9', '8867-4', '4548-4', '51990-0', '29576-6']) expect(codes).toContain(code);
    expect(smoking).toBe('8517006');
    expect(types).not.toContain('Device');
    expect(types).not.toContain('RelatedPerson');
  });
  it('1: current smoker, Medi-Cal only, inhaler', () => {
    const { plans, claims, smoking } = of(1);
    expect([plans, smoking]).toEqual([['SCFHP Medi-Cal'], '449868002']);
    expect(text(claims)).toContain('Ventolin');
  });
  it('2: many claims', () => expect(of(2).claims.length).toBeGreaterThan(120));
  it('3: diacritics', () => expect(text(of(3).patient.name)).toContain('Núñez'));
  it('4: dual eligible with diabetes', () => {
    const { plans, claims, codes } = of(4);
    expect(plans).toHaveLength(2);
    expect(codes.filter((code) => code === '4548-4').length).toBeGreaterThanOrEqual(4);
    expect(text(claims)).toContain('Lantus');
  });
  it('5: hospital stays', () => {
    const stays = of(5).claims.filter(({ meta }) => meta?.profile?.[0]?.includes('Inpatient'));
    expect(stays.length).toBeGreaterThanOrEqual(2);
    expect(text(stays[0]?.supportingInfo)).toContain('admissionperiod');
    expect(text(stays[0]?.supportingInfo)).toContain('MS-DRG');
  });
  it('6: nested laboratory sets', () => {
    const { observations } = of(6);
    const culture = observations.find(({ code }) => code.coding?.[0]?.code === '630-4');
    const panel = observations.find(({ id }) => `Observation/${id}` === culture?.hasMember?.[0]?.reference);
    expect(panel?.hasMember).toHaveLength(5);
  });
  it('7: no laboratory results', () => {
    const { codes, observations } = of(7);
    expect(codes).toContain('85354-9');
    expect(codes).toContain('72166-2');
    expect(observations.filter(({ meta }) => meta?.profile?.[0]?.endsWith('observation-lab'))).toEqual([]);
  });
});

describe('options', () => {
  it.each([
    [{ members: 0 }, '--members 0'],
    [{ members: 1.5 }, '--members 1.5'],
    [{ practitioners: 3 }, '--practitioners 3'],
    [{ seed: '' }, '--seed'],
    [{ anchor: 'today' }, '--anchor today'],
    [{ anchor: '2026-02-30' }, '--anchor 2026-02-30'],
  ])('%o is refused by name', (options, message) => {
    expect(() => createPopulation(options)).toThrow(OptionError);
    expect(() => createPopulation(options)).toThrow(message);
  });
});

function lookAt(population: Population, index: number, asOf: number) {
  const resources = population.generate(index, asOf);
  const observations = resources.filter(
    (resource): resource is Observation => resource.resourceType === 'Observation',
  );
  const patient = resources.find((resource): resource is Patient => resource.resourceType === 'Patient');
  if (!patient) throw new Error(`member ${index} has no Patient`);
  const codes = observations.map(({ code }) => code.coding?.[0]?.code);
  return {
    patient,
    types: resources.map(({ resourceType }) => resourceType),
    plans: resources
      .filter((resource): resource is Coverage => resource.resourceType === 'Coverage')
      .map((coverage) => coverage.class?.[0]?.name),
    claims: resources.filter(isClaim),
    observations,
    codes,
    smoking: observations[codes.indexOf('72166-2')]?.valueCodeableConcept?.coding?.[0]?.code,
  };
}

function isClaim(
  resource: FhirResource,
): resource is ExplanationOfBenefit & { total: NonNullable<ExplanationOfBenefit['total']> } {
  return resource.resourceType === 'ExplanationOfBenefit' && resource.total !== undefined;
}

/** Of one or many resources, other than to what they contain. */
function referencesOf(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/"reference":"([^"#]+)"/g);
  return [...found].flatMap(([, reference]) => reference ?? []);
}
