import { describe, expect, test } from 'vitest';
import type { ProfileFinding, Validator } from '../../profiles/engine/finding.ts';
import { createValidator } from '../../profiles/engine/validator.ts';
import { packageSource, tableSource } from '../../profiles/sources.ts';
import { type Example, GUIDES, type Guide, loadGuides, packagesMissing } from './guides.ts';
import { explanationOf, rejections } from './rejections.ts';

const errorsOf = (findings: readonly ProfileFinding[]) =>
  findings.filter(({ severity }) => severity === 'error');

/** Judges an example by the versioned profiles it claims; other examples of the same guide can be resolved. */
function judge(validator: Validator, example: Example, guide: Guide): ProfileFinding[] {
  const neighbours = new Map(guide.examples.map(({ name, resource }) => [name, resource]));
  return validator.validate(example.resource, {
    profiles: example.profiles,
    claims: false,
    resolve: (reference) => neighbours.get(reference),
  });
}

const told = ({ severity, path, message, rule }: ProfileFinding): string =>
  `${severity} ${path} ${rule.kind} ${rule.element} ${rule.key ?? ''}: ${message}`;

if (packagesMissing) console.log(`Official examples are not judged: ${packagesMissing}.`);

describe.skipIf(packagesMissing)('official examples', () => {
  const validator = createValidator(tableSource());

  test.each(GUIDES)('%s: every example is accepted, or its rejection is explained', async (name) => {
    const guide = (await loadGuides()).find((item) => item.name === name);
    if (!guide) throw new Error(`${name} was not loaded`);
    const covered = guide.examples.filter(({ profiles }) => profiles.length > 0);
    const errors = covered.flatMap((example) =>
      errorsOf(judge(validator, example, guide)).map((finding) => ({ example, finding })),
    );
    const unexplained = errors.filter(({ example, finding }) => !explanationOf(example, finding));
    const rejected = new Set(errors.map(({ example }) => example.name));
    console.table({
      [name]: {
        examples: guide.examples.length,
        accepted: covered.length - rejected.size,
        'rejected with reason': rejected.size,
        'claim no profile of the guide': guide.examples.length - covered.length,
      },
    });
    expect(unexplained.map(({ example, finding }) => `${example.name} ${told(finding)}`)).toEqual([]);
    expect(covered.length).toBeGreaterThan(20);
  });

  test('every explained rejection still happens', async () => {
    const guides = await loadGuides();
    const used = new Set(
      guides.flatMap((guide) =>
        guide.examples
          .filter(({ profiles }) => profiles.length > 0)
          .flatMap((example) =>
            errorsOf(judge(validator, example, guide)).map((finding) => explanationOf(example, finding)),
          ),
      ),
    );
    expect(rejections.filter((rejection) => !used.has(rejection))).toEqual([]);
  });

  test('examples that claim no profile of the guide conform to their base type', async () => {
    const guides = await loadGuides();
    const errors = guides.flatMap((guide) =>
      guide.examples
        .filter(({ profiles }) => profiles.length === 0)
        .flatMap((example) =>
          errorsOf(judge(validator, example, guide))
            .filter((finding) => !explanationOf(example, finding))
            .map((finding) => `${guide.name} ${example.name} ${told(finding)}`),
        ),
    );
    expect(errors).toEqual([]);
  });

  test('the CARIN BB 2.0.0 claims, one by one', async () => {
    const guide = (await loadGuides()).find(({ name }) => name === 'hl7.fhir.us.carin-bb-2.0.0');
    if (!guide) throw new Error('CARIN BB 2.0.0 was not loaded');
    const rows = guide.examples
      .filter(({ resource }) => resource.resourceType === 'ExplanationOfBenefit')
      .map((example) => {
        const findings = judge(validator, example, guide);
        const errors = errorsOf(findings);
        return {
          example: example.name.replace('ExplanationOfBenefit/', ''),
          profile: example.profiles.join().replace(/^.*C4BB-ExplanationOfBenefit-/, ''),
          errors: errors.length,
          unexplained: errors.filter((finding) => !explanationOf(example, finding)).length,
          warnings: findings.filter(({ severity }) => severity === 'warning').length,
          information: findings.filter(({ severity }) => severity === 'information').length,
        };
      });
    console.table(rows);
    expect(rows).toHaveLength(10);
    expect(rows.filter(({ unexplained }) => unexplained > 0)).toEqual([]);
  });

  test('definitions from a package and from our tables give the same findings', async () => {
    const guides = await loadGuides();
    // All five at once: an extension is looked up by its unversioned url, and the highest version at hand counts.
    const fromPackage = createValidator(packageSource(guides.map((guide) => guide.package)));
    const differences = guides.flatMap((guide) => {
      return guide.examples.flatMap((example) => {
        const ours = judge(validator, example, guide).map(told);
        const theirs = judge(fromPackage, example, guide).map(told);
        return [
          ...ours
            .filter((line) => !theirs.includes(line))
            .map((line) => `tables only: ${example.name} ${line}`),
          ...theirs
            .filter((line) => !ours.includes(line))
            .map((line) => `package only: ${example.name} ${line}`),
        ];
      });
    });
    expect(differences).toEqual([]);
  });
});
