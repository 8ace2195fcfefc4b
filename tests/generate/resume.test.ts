import { spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readManifest } from '../../generators/write/manifest.ts';
import { verifySet } from '../../generators/write/verify.ts';
import { writePopulation } from '../../generators/write/write-population.ts';

/** Drawn members only: the documented ones before them include one with ten thousand claims. */
const PART = { seed: '7', members: 100, from: 20, to: 60 };

const script = fileURLToPath(new URL('killed-writer.ts', import.meta.url));
let folder = '';
let whole: Record<string, string> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-resume-'));
  await writePopulation({ out: join(folder, 'whole'), ...PART });
  whole = await contents(join(folder, 'whole'));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function contents(directory: string): Promise<Record<string, string>> {
  const names = (await readdir(directory)).sort();
  const read = (name: string) => readFile(join(directory, name), 'utf8');
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
}

function killed(name: string, at: number, checkpointBytes: number): string {
  const out = join(folder, name);
  const { signal, stderr } = spawnSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      script,
      out,
      JSON.stringify(PART),
      String(at),
      String(checkpointBytes),
    ],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: undefined } },
  );
  expect({ signal, stderr }).toEqual({ signal: 'SIGKILL', stderr: '' });
  return out;
}

describe('a run ended by kill -9', { timeout: 60_000 }, () => {
  it.each([
    ['before its first member', 0, 1, 0],
    ['with a checkpoint after every stretch', 24, 1, 24],
    ['with unsettled work behind its last checkpoint', 32, 4_000_000, 28],
    ['before any checkpoint but the first', 32, 1e12, 0],
  ])('%s is gone on with: nothing is lost or doubled', async (name, at, checkpointBytes, atLeast) => {
    const out = killed(name, at, checkpointBytes);
    const left = await readManifest(out);
    expect(left?.complete).toBe(false);
    expect(left?.next).toBeGreaterThanOrEqual(PART.from + (atLeast === 0 ? 0 : 8));
    await expect(verifySet(out)).rejects.toThrow(/is not finished: \d+ of 40 members/);
    await writePopulation({ out, ...PART, resume: true, workers: at === 24 ? 2 : 1 });
    expect(await contents(out)).toEqual(whole);
  });

  it('is not gone on with under other options, or another version', async () => {
    const out = killed('others', 24, 1);
    const resume = { out, resume: true, ...PART };
    await expect(writePopulation({ ...resume, seed: '8' })).rejects.toThrow(
      /^--resume .*the broken run had other options: seed 7, not 8$/,
    );
    await expect(writePopulation({ ...resume, version: '9' })).rejects.toThrow(
      /begun by version 0; this is 9/,
    );
  });

  it('is not gone on with when what it left was changed', async () => {
    const out = killed('changed', 24, 1);
    await truncate(join(out, 'Patient.ndjson'), 10);
    await expect(writePopulation({ out, resume: true, ...PART })).rejects.toThrow(
      /Patient.ndjson: is not what the broken run left/,
    );
    await rm(join(out, 'Patient.ndjson'));
    await expect(writePopulation({ out, resume: true, ...PART })).rejects.toThrow(
      /Patient.ndjson: is not what the broken run left/,
    );
  });
});

describe('resuming', () => {
  it('leaves a finished set as it is, and begins one where there is nothing', async () => {
    const out = join(folder, 'fresh');
    const begun = await writePopulation({ out, members: 3, resume: true });
    const before = await contents(out);
    expect(await writePopulation({ out, members: 3, resume: true })).toEqual(begun);
    expect(await contents(out)).toEqual(before);
  });

  it('leaves what is not its own alone', async () => {
    const out = join(folder, 'foreign');
    await writePopulation({ out, members: 1 });
    await expect(writePopulation({ out, members: 1 })).rejects.toThrow(/is not empty: .*--resume/);
    await writeFile(join(out, 'manifest.json'), '{}');
    await expect(writePopulation({ out, members: 1, resume: true })).rejects.toThrow(
      /was not written by assay generate/,
    );
    await rm(join(out, 'manifest.json'));
    await expect(writePopulation({ out, members: 1, resume: true })).rejects.toThrow(/has no manifest.json/);
  });
});

describe('verifying', () => {
  const changes: readonly [string, (out: string) => Promise<unknown>, RegExp][] = [
    [
      'a line too many',
      async (out) => {
        const file = join(out, 'Patient.ndjson');
        const [first] = (await readFile(file, 'utf8')).split('\n');
        await appendFile(file, `${first}\n`);
      },
      /Patient.ndjson:4: of member 0, in the place of member|not in this set|is there twice/,
    ],
    [
      'a line too few',
      async (out) => {
        const file = join(out, 'Coverage.ndjson');
        await writeFile(file, (await readFile(file, 'utf8')).split('\n').slice(1).join('\n'));
      },
      /refers to Coverage\/\S+, which is not there/,
    ],
    [
      'another value',
      async (out) => {
        const file = join(out, 'Patient.ndjson');
        await writeFile(file, (await readFile(file, 'utf8')).replace('"gender":"', '"gender":"x'));
      },
      /Patient.ndjson: sha256/,
    ],
    [
      'half a line',
      (out) => truncate(join(out, 'Patient.ndjson'), 500),
      /Patient.ndjson:\d: is no resource as JSON/,
    ],
    ['a file too many', (out) => writeFile(join(out, 'x.ndjson'), ''), /x.ndjson: not in the manifest/],
  ];
  it.each(changes)('finds %s', async (name, change, expected) => {
    const out = join(folder, `verify ${name}`);
    await writePopulation({ out, members: 3 });
    expect((await verifySet(out)).problems).toEqual([]);
    await change(out);
    expect((await verifySet(out)).problems.join('\n')).toMatch(expected);
  });

  it.each(['ndjson', 'transaction', 'member-bundles'] as const)('finds parts of %s whole', async (format) => {
    const out = join(folder, `verify ${format}`);
    await writePopulation({ out, members: 9, from: 4, format });
    const { problems, members, references } = await verifySet(out);
    expect({ problems, members }).toEqual({ problems: [], members: 5 });
    expect(references).toBeGreaterThan(100);
  });
});
