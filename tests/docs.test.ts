import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatCoveragePage } from '../lib/coverage-page.ts';
import { formatDefectsPage } from '../lib/defects-page.ts';
import { type FullMatrix, formatProofPage, type ProofMatrix } from '../lib/proof-page.ts';
import { defects } from '../mock-server/control/defects/index.ts';
import { tolerances } from '../mock-server/control/tolerances/index.ts';
import { checks } from '../suites/index.ts';

describe('docs/defects.md', () => {
  const page = readFileSync(new URL('../docs/defects.md', import.meta.url), 'utf8');

  test('is what `npm run docs:defects` writes', () => {
    expect(page).toBe(formatDefectsPage({ defects, tolerances, checks }));
  });

  test('names a check for every defect', () => {
    const rows = page.split('\n').filter((line) => /^\| `(?!tolerance\.)[a-z]+\./.test(line));
    expect(rows).toHaveLength(defects.length);
    expect(rows.filter((line) => !/ `[a-z-]+\.[a-z-]+\.[a-z0-9-]+`/.test(line))).toEqual([]);
  });
});

describe('docs/coverage.md', () => {
  const page = readFileSync(new URL('../docs/coverage.md', import.meta.url), 'utf8');

  test('is what `npm run docs:coverage` writes', () => {
    expect(page).toBe(formatCoveragePage(checks));
  });

  test('names a check for every statement and every rule', () => {
    const rows = page.split('\n').filter((line) => /^\| [A-Z]+-\d/.test(line));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.filter((line) => / \| 0 \| /.test(line))).toEqual([]);
  });
});

test('docs/proof.md is what `npm run docs:proof` writes', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
  const matrix = JSON.parse(read('../fixtures/expected/prove.json')) as ProofMatrix;
  const full = JSON.parse(read('../fixtures/expected/prove-full.json')) as FullMatrix;
  const provedByTests = checks.filter(({ provedBy }) => provedBy !== undefined).length;
  expect(read('../docs/proof.md')).toBe(
    formatProofPage({ matrix, full, checks: checks.length, provedByTests, tolerances: tolerances.length }),
  );
});

test('every check names a defect of the catalogue, or the test that proves it', () => {
  const known = new Set(defects.map(({ name }) => name));
  const unproved = checks.filter(
    ({ detects, provedBy }) => provedBy === undefined && !detects.some((name) => known.has(name)),
  );
  expect(unproved.map(({ id }) => id)).toEqual([]);
  expect(checks.flatMap(({ detects }) => detects).filter((name) => !known.has(name))).toEqual([]);
});

test('reports of real deployments are public addresses', () => {
  for (const { report } of defects)
    if (report !== undefined) expect(report).toMatch(/^https:\/\/\S+\.\S+\/\S+$/);
});
