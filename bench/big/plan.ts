import type { ExplanationOfBenefit, FhirResource } from 'fhir/r4.js';
import { createPopulation, type Population, type PopulationOptions } from '../../generators/population.ts';

export interface BigPlanOptions extends PopulationOptions {
  /** Claims that the first member has at least. */
  readonly claims: number;
}

/** Nobody signs in as these: what they claimed can become the claims of another. */
const FIRST_LENDER = 20;
const MOST_LENDERS = 1_000_000;
/** What the plan holds does not depend on when it is made: every claim was there by then. */
const MADE_AT = Date.parse('2026-01-01T00:00:00Z');

/**
 * A population whose first member has as many claims as are asked for: to their own come those of many other members,
 * rewritten to name them and their coverage. So dates, codes, amounts and providers are as various as in the plan, and
 * references lead where they should.
 */
export function createBigPlan({ claims, ...options }: BigPlanOptions): Population {
  const below = createPopulation({ ...options, members: MOST_LENDERS });
  const { patientId } = below.member(0);
  const borrowed = borrow(below, patientId, claims);
  const times = borrowed.map(availableAt);
  const byReference = new Map(borrowed.map((claim) => [`${claim.resourceType}/${claim.id}`, claim]));
  const joined = new WeakMap<readonly FhirResource[], Map<number, readonly FhirResource[]>>();

  return {
    ...below,
    compartment(patient, asOf) {
      const own = below.compartment(patient, asOf);
      if (patient !== patientId) return own;
      const count = times.findLastIndex((time) => time <= asOf) + 1;
      const known = joined.get(own) ?? new Map<number, readonly FhirResource[]>();
      joined.set(own, known);
      const all =
        known.get(count) ??
        [...own, ...borrowed.slice(0, count)].sort((a, b) => availableAt(a) - availableAt(b));
      known.set(count, all);
      return all;
    },
    history(reference, asOf) {
      const claim = byReference.get(reference);
      if (!claim) return below.history(reference, asOf);
      return availableAt(claim) <= asOf ? [claim] : [];
    },
  };
}

function borrow(population: Population, patientId: string, wanted: number): readonly FhirResource[] {
  const own = population.compartment(patientId, MADE_AT);
  const coverage = own.find(({ resourceType }) => resourceType === 'Coverage')?.id;
  const claims: FhirResource[] = [];
  const missing = wanted - own.filter(isClaim).length;
  for (let lender = FIRST_LENDER; claims.length < missing; lender += 1)
    for (const claim of population.generate(lender, MADE_AT).filter(isClaim))
      if (claims.length < missing) claims.push(rewritten(claim, patientId, coverage));
  return claims.sort((a, b) => availableAt(a) - availableAt(b));
}

function isClaim(resource: FhirResource): resource is ExplanationOfBenefit {
  return resource.resourceType === 'ExplanationOfBenefit';
}

function rewritten(
  claim: ExplanationOfBenefit,
  patientId: string,
  coverage: string | undefined,
): FhirResource {
  const text = JSON.stringify(claim)
    .replaceAll(/"Patient\/[^"]+"/g, `"Patient/${patientId}"`)
    .replaceAll(/"Coverage\/[^"]+"/g, `"Coverage/${coverage}"`)
    .replace(`"id":"${claim.id}"`, `"id":"big-${claim.id}"`);
  return JSON.parse(text);
}

/** Milliseconds since the epoch. */
function availableAt({ meta }: FhirResource): number {
  return Date.parse(meta?.lastUpdated ?? '');
}
