import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createProgressText } from '../../cli/live-progress.ts';
import { assay } from '../command.ts';

const directory = mkdtempSync(join(tmpdir(), 'assay-generate-'));
writeFileSync(join(directory, 'something.txt'), '');
afterAll(() => rmSync(directory, { recursive: true }));

describe('wrong options get one clear line and exit code 2', () => {
  test.each([
    [['--members', '5'], "required option '--out <dir>' not specified"],
    [['--out', directory], 'is not empty: name another directory, or go on with a broken run with --resume'],
    [['--out', directory, '--resume'], 'has no manifest.json of a broken run'],
    [['--out', join(directory, 'x'), '--from', '100'], '--from 100: members of 100 are at positions 0 to 99'],
    [['--out', join(directory, 'x'), '--to', '101'], '--to 101: must be after --from 0 and at most 100'],
    [['--out', join(directory, 'x'), '--workers', '0'], "option '--workers <n>' argument '0' is invalid"],
    [['--out', join(directory, 'x'), '--format', 'csv'], 'Allowed choices are ndjson, transaction'],
    [['--out', join(directory, 'x'), '--anchor', '2026-13-01'], '--anchor 2026-13-01: must be a date'],
    [['--verify', directory], `--verify ${directory}: has no manifest.json`],
    [['--verify', directory, '--as-of', '2026-01-01'], '--verify goes without --as-of'],
    [['--verify', directory, '--out', 'x'], '--verify goes without --out'],
    [['--out', ''], "argument '' is invalid. Allowed is the path of a directory that is new or empty."],
    [['--out', join(directory, 'something.txt')], 'cannot be written: there is a file of that name (EEXIST)'],
    [
      ['--out', join(directory, 'x'), '--members', '0'],
      "'--members <n>' argument '0' is invalid. Allowed is",
    ],
    [['--out', join(directory, 'x'), '--practitioners', '3'], "argument '3' is invalid. Allowed is a whole"],
    [['--out', join(directory, 'x'), '--seed', ''], '--seed "": must not be empty'],
    [['--out', join(directory, 'x'), '--as-of', '2026-02-30'], '--as-of 2026-02-30: allowed is a date'],
    [['--coverage', '--workers', '2'], '--coverage goes without --workers'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await assay(['generate', ...args]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^assay: /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});

test('a set that was tampered with gets exit code 1 and a line that says where', async () => {
  const out = join(directory, 'tampered');
  const { stdout: told } = await assay(['generate', '--out', out, '--members', '2']);
  const bytes = statSync(join(out, 'Coverage.ndjson')).size;
  expect(bytes).toBeLessThan(1e6);
  expect(told).toMatch(new RegExp(` ${Math.ceil(bytes / 1000)} KB  Coverage.ndjson$`, 'm'));
  writeFileSync(join(out, 'Coverage.ndjson'), '');
  const { code, stdout } = await assay(['generate', '--verify', out]);
  expect(stdout).toContain('Coverage.ndjson: lines 0, the manifest says');
  expect(stdout).toMatch(/: [\d,]+ problems\n$/);
  expect(code).toBe(1);
});

test('progress tells rate and time to go, without what a broken run had done', () => {
  let now = 0;
  const describeProgress = createProgressText('members', () => now);
  expect(describeProgress({ members: 5000, of: 10_000, bytes: 1e9 })).toBe('5,000 of 10,000 members');
  now = 10_000;
  expect(describeProgress({ members: 6000, of: 10_000, bytes: 2e9 })).toBe(
    '6,000 of 10,000 members, 100/s, 100 MB/s, 40 s to go',
  );
  now = 20_000;
  expect(describeProgress({ members: 6001, of: 10_000_000, bytes: 2e9 })).toMatch(
    /50\/s, 50 MB\/s, 55 h \d+ min to go$/,
  );
});
