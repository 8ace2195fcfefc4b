import type { ExplanationOfBenefit, FhirResource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { createCoverage } from '../../../profiles/engine/coverage.ts';
import { createValidator } from '../../../profiles/engine/validator.ts';
import { tableSource } from '../../../profiles/sources.ts';
import { profile } from '../../codes/systems.ts';
import { createPopulation } from '../../population.ts';

const LATER = Date.parse('2026-11-24T00:00:00Z');
const KINDS = [
  'Inpatient-Institutional',
  'Outpatient-Institutional',
  'Professional-NonClinician',
  'Pharmacy',
  'Oral',
].map((name) => profile.carin(`C4BB-ExplanationOfBenefit-${name}`));

/** Must-support elements and slices that no claim of these members has. */
function unseen(members: readonly number[]): string[] {
  const population = createPopulation({ members: 200 });
  const claims = members.flatMap((index) => population.generate(index, LATER)).filter(isClaim);
  return KINDS.flatMap((kind) => {
    const coverage = createCoverage(tableSource(), kind);
    for (const claim of claims) if (claim.meta?.profile?.includes(kind)) coverage.add(claim);
    return coverage
      .report()
      .elements.filter(({ resources }) => resources === 0)
      .map(({ element }) => `${kind.replace(/^.*Benefit-/, '')} ${element}`);
  });
}

describe('claims', () => {
  it('show every must-support element of the five profiles over a few members', () => {
    const drawn = Array.from({ length: 100 }, (_, index) => index + 30);
    expect(unseen([0, 2, ...drawn])).toEqual([]);
  });

  it('of the member who has everything show all but modifiers of dental work', () => {
    // Medi-Cal, which pays for a dual eligible member's dental care, asks for none.
    expect(unseen([0])).toEqual(['Oral|2.0.0 ExplanationOfBenefit.item.modifier']);
  });

  it.each(['assay', 'one', 'two', 'three'])('conform to their profiles, seed "%s"', (seed) => {
    const population = createPopulation({ seed, members: 100 });
    const validator = createValidator(tableSource());
    const claims = [0, 2, ...Array.from({ length: 20 }, (_, index) => index + 60)]
      .flatMap((index) => population.generate(index, LATER))
      .filter(isClaim);
    const errors = claims.flatMap((claim) =>
      validator.validate(claim).filter(({ severity }) => severity === 'error'),
    );
    expect(claims.length).toBeGreaterThan(600);
    expect(errors.map(({ path, message }) => `${path}: ${message}`)).toEqual([]);
  });
});

function isClaim(resource: FhirResource): resource is ExplanationOfBenefit {
  return resource.resourceType === 'ExplanationOfBenefit';
}
