import type { Coverage, ExplanationOfBenefit, FhirResource } from 'fhir/r4.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPopulation } from '../../population.ts';

const LATER = Date.parse('2026-11-24T00:00:00Z');
const SEEDS = ['assay', 'seven', 'another seed'];
const MEMBERS = 110;
/** The documented members before them include one with thousands of claims, which would be most of the sample. */
const FIRST = 30;

interface Sample {
  readonly resources: readonly FhirResource[];
  readonly claims: readonly ExplanationOfBenefit[];
}

const samples: Sample[] = [];
beforeAll(() => {
  for (const seed of SEEDS) {
    const population = createPopulation({ seed, members: FIRST + MEMBERS });
    for (let index = FIRST; index < FIRST + MEMBERS; index += 1) {
      const resources = population.generate(index, LATER);
      samples.push({ resources, claims: resources.filter(isClaim) });
    }
  }
});

describe('the money of claims', () => {
  it('closes to the cent in every line, header and payment', () => {
    const open = samples.flatMap(({ claims }) => claims).flatMap(gapsOf);
    expect(samples.flatMap(({ claims }) => claims).length).toBeGreaterThan(10_000);
    expect(open).toEqual([]);
  });

  it('states amounts either with the items or in the header', () => {
    const places = samples.flatMap(({ claims }) => claims).map(placesOf);
    expect(new Set(places)).toEqual(new Set(['items', 'header']));
  });

  it('leaves nothing to members who have Medi-Cal', () => {
    for (const { resources, claims } of samples) {
      const plans = new Set(resources.filter(isCoverage).map((one) => one.class?.[0]?.name));
      if (plans.size !== 1 || !plans.has('SCFHP Medi-Cal')) continue;
      for (const claim of claims) expect(totalOf(claim, 'memberliability')).toBe(0);
    }
    for (const claim of samples.flatMap(({ claims }) => claims).filter(isDual)) {
      expect(totalOf(claim, 'memberliability')).toBe(0);
    }
  });

  it('has Medi-Cal pay after Medicare what Medicare left', () => {
    const seconds = samples.flatMap(({ claims }) =>
      claims.filter((claim) => totalOf(claim, 'priorpayerpaid') > 0).map((second) => ({ second, claims })),
    );
    expect(seconds.length).toBeGreaterThan(50);
    for (const { second, claims } of seconds) {
      expect(second.insurance.map(({ focal, coverage }) => [focal, coverage.display])).toEqual([
        [true, 'SCFHP Medi-Cal'],
        [false, 'SCFHP DualConnect'],
      ]);
      const first = claims.find(
        (claim) =>
          claim.insurance[0]?.coverage.display === 'SCFHP DualConnect' &&
          accountOf(claim) === accountOf(second) &&
          totalOf(claim, 'benefit') === totalOf(second, 'priorpayerpaid'),
      );
      expect(first, `what Medicare paid before ${second.id}`).toBeDefined();
      expect(totalOf(second, 'benefit')).toBe(first ? costShareOf(first) : -1);
      expect(second.meta?.lastUpdated?.localeCompare(first?.created ?? '~')).toBe(1);
    }
  });

  it('pays nothing for denied lines and says why', () => {
    const denied = samples
      .flatMap(({ claims }) => claims)
      .filter(({ payment }) => payment?.type?.coding?.[0]?.code !== 'paid');
    const kinds = new Set(denied.map(({ payment }) => payment?.type?.coding?.[0]?.code));
    expect(kinds).toEqual(new Set(['denied', 'partiallypaid']));
    for (const claim of denied) {
      expect(totalOf(claim, 'noncovered')).toBeGreaterThan(0);
      expect(claim.processNote?.[0]?.text).toMatch(/\.$/);
      expect(claim.item?.some(({ noteNumber }) => noteNumber?.includes(1))).toBe(true);
      expect(JSON.stringify(claim)).toMatch(/"(adjustmentreason|rejectreason)"/);
    }
  });
});

describe('encounters', () => {
  it('are what offices send in that Medi-Cal pays by the month: nothing is paid for the visit', () => {
    const encounters = samples
      .flatMap(({ claims }) => claims)
      .filter(({ disposition }) => disposition === 'Covered by the monthly capitation');
    expect(encounters.length).toBeGreaterThan(100);
    for (const claim of encounters) {
      expect(claim.insurance[0]?.coverage.display).toBe('SCFHP Medi-Cal');
      expect([totalOf(claim, 'eligible'), totalOf(claim, 'benefit')]).toEqual([0, 0]);
      expect(totalOf(claim, 'discount') + totalOf(claim, 'noncovered')).toBe(totalOf(claim, 'submitted'));
    }
  });
});

describe('deductible and out-of-pocket maximum', () => {
  const pool = (claim: ExplanationOfBenefit): string =>
    claim.meta?.profile?.[0]?.includes('Pharmacy') ? 'drugs' : 'medical';

  it('are never exceeded in a calendar year, at any moment', () => {
    let reached = 0;
    for (const claims of yearsOf(samples, (claim) => pool(claim) === 'medical' && isFirstPayer(claim))) {
      const active = claims.filter(({ status }) => status === 'active');
      expect(sum(active, (claim) => totalOf(claim, 'deductible'))).toBeLessThanOrEqual(28_300);
      expect(sum(active, costShareOf)).toBeLessThanOrEqual(180_000);
      if (sum(active, costShareOf) === 180_000) reached += 1;
    }
    expect(reached).toBeGreaterThan(0);
  });

  it('stand at the sum of the claims that were active at the time', () => {
    const served = ({ meta }: ExplanationOfBenefit): string => meta?.lastUpdated ?? '';
    let compared = 0;
    for (const claims of yearsOf(samples, (claim) => pool(claim) === 'medical' && isFirstPayer(claim))) {
      const last = claims
        .filter(({ benefitBalance }) => benefitBalance)
        .reduce<ExplanationOfBenefit | undefined>(
          (latest, one) => (latest && latest.created > one.created ? latest : one),
          undefined,
        );
      // What else is adjudicated or reversed on that day may come before or after.
      const isSameDay = (one: ExplanationOfBenefit, other: ExplanationOfBenefit): boolean =>
        one.created === other.created || served(one).slice(0, 10) === served(other).slice(0, 10);
      if (!last || claims.some((claim) => claim !== last && isSameDay(claim, last))) continue;
      const active = claims.filter(
        (claim) =>
          claim.created <= last.created && (claim.status === 'active' || served(claim) > served(last)),
      );
      const used = last.benefitBalance?.[0]?.financial?.[1]?.usedMoney?.value ?? -1;
      expect(Math.round(used * 100)).toBe(sum(active, costShareOf));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  });

  it('accumulate: a year whose claims all stand never counts down', () => {
    let seen = 0;
    for (const claims of yearsOf(samples, ({ benefitBalance }) => benefitBalance !== undefined)) {
      if (claims.some(({ status }) => status === 'cancelled')) continue;
      const inOrder = [...claims].sort((a, b) => (a.created < b.created ? -1 : 1));
      for (const place of [0, 1]) {
        const days = new Map<string, number>();
        for (const claim of inOrder) {
          const financial = claim.benefitBalance?.[0]?.financial?.[place];
          const used = financial?.usedMoney?.value ?? -1;
          expect(used).toBeLessThanOrEqual(financial?.allowedMoney?.value ?? -1);
          days.set(claim.created, Math.max(days.get(claim.created) ?? 0, used));
        }
        const series = [...days.values()];
        expect(series).toEqual([...series].sort((a, b) => a - b));
        seen += series.length;
      }
    }
    expect(seen).toBeGreaterThan(50);
  });
});

describe('the life of claims', () => {
  it('links every adjusted claim and its replacement both ways', () => {
    let replaced = 0;
    for (const { claims } of samples) {
      const byNumber = new Map(claims.map((claim) => [claim.identifier?.[0]?.value, claim]));
      for (const claim of claims) {
        const [version, lastRelation] = [claim.meta?.versionId, claim.related?.at(-1)];
        expect([claim.status, version]).toEqual(
          claim.status === 'cancelled' ? ['cancelled', '2'] : ['active', '1'],
        );
        if (!lastRelation) continue;
        const other = byNumber.get(lastRelation.reference?.value);
        const relation = lastRelation.relationship?.coding?.[0]?.code;
        expect(other?.related?.at(-1)?.reference?.value).toBe(claim.identifier?.[0]?.value);
        expect(relation).toBe(claim.status === 'cancelled' ? 'replacedby' : 'prior');
        expect(other?.status).toBe(claim.status === 'cancelled' ? 'active' : 'cancelled');
        expect(other?.patient).toEqual(claim.patient);
        replaced += 1;
      }
    }
    expect(replaced).toBeGreaterThan(100);
  });

  it('reverses some claims without replacement', () => {
    const reversed = samples
      .flatMap(({ claims }) => claims)
      .filter(({ status, related }) => status === 'cancelled' && !related);
    expect(reversed.length).toBeGreaterThan(20);
  });

  it('serves the active version until the reversal, and the cancelled one from then on', () => {
    const population = createPopulation({ seed: 'assay', members: FIRST + MEMBERS });
    let turned = 0;
    for (let index = FIRST; index < FIRST + 20; index += 1) {
      for (const later of population.generate(index, LATER).filter(isClaim)) {
        if (later.status !== 'cancelled' || turned >= 10) continue;
        const moment = Date.parse(later.meta?.lastUpdated ?? '');
        const at = (asOf: number) =>
          population
            .generate(index, asOf)
            .filter(isClaim)
            .filter(({ id }) => id === later.id);
        expect(at(moment)).toEqual([later]);
        const [before] = at(moment - 1);
        expect([before?.status, before?.meta?.versionId]).toEqual(['active', '1']);
        expect(Date.parse(before?.meta?.lastUpdated ?? '')).toBeLessThan(moment);
        turned += 1;
      }
    }
    expect(turned).toBe(10);
  });

  it('is served one business day after adjudication', () => {
    for (const claim of samples.flatMap(({ claims }) => claims)) {
      if (claim.status === 'cancelled') continue;
      const days = (Date.parse(claim.meta?.lastUpdated ?? '') - Date.parse(claim.created)) / 86_400_000;
      // A long weekend, at most: Friday evening to Tuesday morning.
      expect(days).toBeGreaterThan(0);
      expect(days).toBeLessThan(5);
    }
  });

  it('bills only services of days that the focal coverage holds', () => {
    for (const { resources, claims } of samples) {
      const periods = new Map(
        resources.filter(isCoverage).map(({ id, period }) => [`Coverage/${id}`, period]),
      );
      for (const claim of claims) {
        const period = periods.get(claim.insurance.find(({ focal }) => focal)?.coverage.reference ?? '');
        for (const day of [
          claim.billablePeriod?.start,
          ...(claim.item ?? []).map((one) => one.servicedDate),
        ]) {
          expect(period?.start && day && period.start <= day && day <= (period.end ?? '9')).toBe(true);
        }
      }
    }
  });

  it('refers to lines, notes, diagnoses, care team and information that the claim has', () => {
    const loose = samples.flatMap(({ claims }) => claims).filter((claim) => !isLinkedWithin(claim));
    expect(loose.map(({ id }) => id)).toEqual([]);
  });
});

function isClaim(resource: FhirResource): resource is ExplanationOfBenefit {
  return resource.resourceType === 'ExplanationOfBenefit';
}

function isCoverage(resource: FhirResource): resource is Coverage {
  return resource.resourceType === 'Coverage';
}

const isDual = ({ insurance }: ExplanationOfBenefit): boolean => insurance.length === 2;
const isFirstPayer = (claim: ExplanationOfBenefit): boolean => totalOf(claim, 'priorpayerpaid') === 0;
const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0);

/** In whole cents. */
function totalOf({ total }: ExplanationOfBenefit, code: string): number {
  const entry = total?.find(({ category }) => category.coding?.[0]?.code === code);
  return Math.round((entry?.amount.value ?? 0) * 100);
}

function costShareOf(claim: ExplanationOfBenefit): number {
  return sum(['deductible', 'copay', 'coinsurance'], (code) => totalOf(claim, code));
}

function accountOf({ supportingInfo }: ExplanationOfBenefit): string | undefined {
  return supportingInfo?.find(({ category }) => category.coding?.[0]?.code === 'patientaccountnumber')
    ?.valueString;
}

/** The claims of each member and calendar year of service that pass. */
function yearsOf(
  all: readonly Sample[],
  passes: (claim: ExplanationOfBenefit) => boolean,
): ExplanationOfBenefit[][] {
  return all.flatMap(({ claims }) => [
    ...Map.groupBy(claims.filter(passes), (claim) => claim.billablePeriod?.end?.slice(0, 4)).values(),
  ]);
}

type Stated = NonNullable<ExplanationOfBenefit['adjudication']>;

function centsOf(lists: readonly (Stated | undefined)[]): Map<string, number> {
  const cents = new Map<string, number>();
  for (const { category, amount } of lists.flatMap((list) => list ?? [])) {
    const code = category.coding?.[0]?.code ?? '';
    if (amount) cents.set(code, (cents.get(code) ?? 0) + Math.round((amount.value ?? 0) * 100));
  }
  return cents;
}

function placesOf({ item, adjudication }: ExplanationOfBenefit): string {
  const [items, header] = [centsOf((item ?? []).map((line) => line.adjudication)), centsOf([adjudication])];
  return [items.size > 0 ? 'items' : '', header.size > 0 ? 'header' : ''].filter(Boolean).join(' and ');
}

/** What does not add up in a claim. */
function gapsOf(claim: ExplanationOfBenefit): string[] {
  const lines = (claim.item ?? []).map(({ adjudication }) => centsOf([adjudication]));
  const total = centsOf([claim.total]);
  const stated = centsOf([...(claim.item ?? []).map((line) => line.adjudication), claim.adjudication]);
  const gaps = [...lines.filter(({ size }) => size > 0), total].flatMap((amounts) => {
    const of = (code: string): number => amounts.get(code) ?? 0;
    const share = of('deductible') + of('copay') + of('coinsurance');
    const paid = of('paidbypatientcash') + of('paidbypatientother');
    return [
      of('submitted') === of('eligible') + of('discount') + of('noncovered') ? '' : 'submitted',
      of('eligible') === of('benefit') + of('priorpayerpaid') + share ? '' : 'eligible',
      of('benefit') === of('paidtoprovider') + of('paidtopatient') ? '' : 'benefit',
      of('paidbypatient') === paid ? '' : 'paidbypatient',
      of('memberliability') === (isDual(claim) ? 0 : share) ? '' : 'memberliability',
      [...amounts.values()].every((cents) => cents >= 0) ? '' : 'negative',
    ];
  });
  const payment = Math.round((claim.payment?.amount?.value ?? -1) * 100);
  return [
    ...gaps.filter(Boolean),
    ...(payment === (total.get('benefit') ?? 0) ? [] : ['payment']),
    ...[...total].filter(([code, cents]) => stated.get(code) !== cents).map(([code]) => `total ${code}`),
    ...(stated.size === total.size ? [] : ['categories']),
  ].map((gap) => `${claim.id}: ${gap}`);
}

function isLinkedWithin(claim: ExplanationOfBenefit): boolean {
  const has = (
    list: readonly { sequence?: number | undefined; number?: number | undefined }[] | undefined,
    wanted?: number[],
  ) => (wanted ?? []).every((one) => list?.some(({ sequence, number }) => (sequence ?? number) === one));
  return (claim.item ?? []).every(
    (line) =>
      has(claim.diagnosis, line.diagnosisSequence) &&
      has(claim.careTeam, line.careTeamSequence) &&
      has(claim.supportingInfo, line.informationSequence) &&
      has(claim.processNote, line.noteNumber),
  );
}
