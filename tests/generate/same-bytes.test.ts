import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITE_FORMATS } from '../../generators/write/job.ts';
import { type WriteOptions, writePopulation } from '../../generators/write/write-population.ts';
import { assay } from '../command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-bytes-'));
});
afterAll(() => rm(folder, { recursive: true }));

let made = 0;
async function written(options: Omit<WriteOptions, 'out'>): Promise<string> {
  made += 1;
  const out = join(folder, String(made));
  await writePopulation({ out, ...options });
  return out;
}

/** sha256 per file of directories put one behind the other. */
async function sums(...directories: readonly string[]): Promise<Record<string, string>> {
  const names = new Set((await Promise.all(directories.map((directory) => readdir(directory)))).flat());
  names.delete('manifest.json');
  const found: Record<string, string> = {};
  for (const name of [...names].sort()) {
    const hash = createHash('sha256');
    for (const directory of directories) hash.update(await readFile(join(directory, name)).catch(() => ''));
    found[name] = hash.digest('hex');
  }
  return found;
}

/**
 * Of members that are all drawn: the documented ones before them include one with ten thousand claims, who would be
 * most of the bytes. Three stretches for each of two workers, which are asked in turn.
 */
const PART = { seed: '7', members: 1000, from: 20, to: 68 };

describe('members of seed 7', () => {
  it('are the same bytes with 1 and 2 workers, twice, and in parts', { timeout: 120_000 }, async () => {
    const options = PART;
    const once = await written(options);
    const whole = await sums(once);
    expect(Object.keys(whole).length).toBeGreaterThan(10);
    expect(await sums(await written(options))).toEqual(whole);
    const threaded = await written({ ...options, workers: 2 });
    expect(await sums(threaded)).toEqual(whole);
    expect(await readFile(join(threaded, 'manifest.json'), 'utf8')).toBe(
      await readFile(join(once, 'manifest.json'), 'utf8'),
    );
    const parts = [
      await written({ ...options, to: 47 }),
      await written({ ...options, from: 47, to: 48, workers: 2 }),
      await written({ ...options, from: 48 }),
    ];
    expect(await sums(...parts)).toEqual(whole);
    expect(await sums(...parts.slice(0, 2))).not.toEqual(whole);
  });

  it('are what the command writes, and finds whole', { timeout: 120_000 }, async () => {
    const out = join(folder, 'by-command');
    const part = ['--members', '9', '--to', '6', '--seed', '7'];
    const { code, stderr } = await assay(['generate', ...part, '--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await sums(out)).toEqual(await sums(await written({ seed: '7', members: 9, to: 6 })));
    const verified = await assay(['generate', '--verify', out]);
    expect(verified.stdout).toMatch(/6 members, .* references: complete, as it was written\n$/);
    expect(verified.code).toBe(0);
  });
});

describe.each(WRITE_FORMATS)('%s', (format) => {
  it('in parts is the whole', async () => {
    const whole = await written({ format, members: 9, workers: 2 });
    const parts = [
      await written({ format, members: 9, to: 5 }),
      await written({ format, members: 9, from: 5 }),
    ];
    expect(await sums(...parts)).toEqual(await sums(whole));
  });

  it('holds of member 5 of 10 what it holds of member 5 of a million', async () => {
    const part = { format, from: 5, to: 6 };
    const few = await sums(await written({ ...part, members: 10 }));
    expect(await sums(await written({ ...part, members: 1_000_000 }))).toEqual(few);
    expect(await sums(await written({ ...part, members: 10, seed: 'other' }))).not.toEqual(few);
  });
});
