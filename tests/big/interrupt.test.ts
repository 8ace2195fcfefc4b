import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { RunResult } from '../../suites/runner/result.ts';
import { assay } from '../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-interrupt-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a run that is interrupted reports what was checked until then, and is incomplete', async () => {
  const { code, stdout, stderr } = await assay(['check', '--out', folder], {}, 'oauth.token.');
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunResult;
  expect(code).toBe(2);
  expect(stderr).toBe(
    '\nassay: interrupted; the reports of what was checked follow. Once more ends at once.\n',
  );
  expect(run.verdict).toBe('incomplete');
  expect(run.sentence).toMatch(/^Incomplete: the run was interrupted after \d+ of \d{3} checks\.$/);
  expect(run.counts.pass).toBeGreaterThan(0);
  expect(run.counts.checks).toBeLessThan(200);
  expect(run.exchanges.length).toBeGreaterThan(0);
  expect(stdout).toContain(run.sentence);
});

it('a run that is interrupted before the first check does none, and is incomplete', async () => {
  const { code } = await assay(['check', '--out', folder], {}, 'Checking');
  const run = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as RunResult;
  expect(code).toBe(2);
  expect(run.limits[0]).toMatch(/^the run was interrupted after \d of \d{3} checks$/);
});
