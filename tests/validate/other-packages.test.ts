import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createValidator } from '../../profiles/engine/validator.ts';
import { loadPackage } from '../../profiles/packages.ts';
import { packageSource } from '../../profiles/sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-guides-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Two official guide packages are in the npm registry too; they can't be installed, because what they depend on is not. */
function fetchGuides(): boolean {
  try {
    execFileSync('npm', ['pack', '--silent', 'hl7.fhir.us.mcode@4.0.0', 'hl7.fhir.uv.ips@2.0.0'], {
      cwd: folder,
      stdio: 'pipe',
      timeout: 60_000,
    });
    return true;
  } catch {
    console.warn('The npm registry is out of reach: packages that the tables do not hold are not tried.');
    return false;
  }
}

/** Errors in published examples that are the examples', confirmed by reading them. */
const trueErrors: Readonly<Record<string, readonly string[]>> = {
  'hl7.fhir.us.mcode': [
    // data-absent-reason#not-applicable; mcode-tnm-distant-metastases-category-max-vs (required) draws on SNOMED CT and
    // cancerstaging.org only.
    'Observation/tnm-pathologic-distant-metastases-category-jenny-m binding',
  ],
  'hl7.fhir.uv.ips': [],
};

test.skipIf(!fetchGuides()).each([
  ['hl7.fhir.us.mcode', 150],
  ['hl7.fhir.uv.ips', 40],
])(
  'the examples of %s, which the tables do not hold, are judged by its own profiles',
  async (name, least) => {
    const file = readdirSync(folder).find((one) => one.startsWith(name)) ?? '';
    const guide = await loadPackage(join(folder, file));
    const validator = createValidator(packageSource([guide]));
    const errors: string[] = [];
    const claims = new Set<string>();
    let examples = 0;
    for (const { resource } of guide.examples()) {
      examples += 1;
      const { resourceType, id, meta } = resource as {
        resourceType: string;
        id: string;
        meta?: { profile?: string[] };
      };
      for (const profile of meta?.profile ?? []) claims.add(profile);
      for (const finding of validator.validate(resource))
        if (finding.severity === 'error') errors.push(`${resourceType}/${id} ${finding.rule.kind}`);
    }
    expect(examples).toBeGreaterThan(least);
    expect(
      [...claims].filter((url) => guide.definitions.some((one) => one.url === url)).length,
    ).toBeGreaterThan(10);
    expect(errors).toEqual(trueErrors[name]);
  },
);
