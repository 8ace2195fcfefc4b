import { expect, test } from 'vitest';
import type { RunResult } from '../../suites/runner/result.ts';
import { createSampleRun } from '../sample.ts';
import { formatCheckLine, formatSummary } from './terminal.ts';

const ESCAPE = '\u001b';

test('the summary ends with verdict, target and counts', () => {
  const lines = formatSummary(createSampleRun()).trimEnd().split('\n');
  expect(lines.slice(-4)).toEqual([
    '✗ Does not conform: 2 failures, 2 deviations.',
    '  Example Health Plan, staging (PlanGateway 4.18.2) judged by portal (2026-11-01)',
    '  13 checks: 2 failures · 1 harness error · 1 to review · 1 warning · 2 with deviations · 1 waived · 1 note · 1 skipped · 1 omitted · 2 passed',
    '  9 requests · 1,284 resources · 8.2 s',
  ]);
});

test('a failed check is told with what was expected, received, what it costs and how to fix it', () => {
  expect(formatSummary(createSampleRun())).toContain(
    [
      '  ✗ An authorization code works once',
      '    oauth.authorize.code-reuse-refused · SHALL security',
      '    second use of the code at access_token: expected no access token, received an access token (access-token#3)',
      '    HTTP status: expected 400, received 200',
      '    cost Whoever reads a log line with the code reads the member’s data.',
      '    fix  Mark the code as used in the same transaction that issues the token, and revoke its tokens at the second use.',
    ].join('\n'),
  );
});

test('deviations and limits are listed, and left out when there are none', () => {
  const run = createSampleRun();
  expect(formatSummary(run)).toMatch(/Deviations\n {2}DEV-01 .*\(1 check\)/);
  expect(formatSummary(run)).toContain('Limits of this run\n  Isolation');
  const clean: RunResult = { ...run, checks: [], deviations: [], limits: [] };
  expect(formatSummary(clean)).toMatch(/^✗ Does not conform/);
});

test('colours are written only when asked for', () => {
  expect(formatSummary(createSampleRun())).not.toContain(ESCAPE);
  expect(formatSummary(createSampleRun(), { color: true })).toContain(`${ESCAPE}[31m`);
});

test('what a server sent cannot drive the terminal', () => {
  const run = createSampleRun();
  const hostile = `${ESCAPE}]0;owned\u0007\u009b2J\u202e\nline`;
  const checks = run.checks.map((check) => ({
    ...check,
    message: hostile,
    findings: check.findings.map((finding) => ({ ...finding, received: hostile })),
  }));
  const summary = formatSummary({ ...run, checks });
  expect(summary).toContain('\\u001b]0;owned\\u0007\\u009b2J\\u202e\\nline');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must be absent
  expect(summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('a check is one line with its reason', () => {
  const lines = createSampleRun().checks.map((check) => formatCheckLine(check));
  expect(lines).toContain(
    '○ oauth.refresh.refresh-rotates  A refresh token is replaced at each use (The target issued no refresh token.)  14 ms',
  );
  expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
});
