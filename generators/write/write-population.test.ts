import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OptionError } from '../options.ts';
import { type OpenFile, openFile } from './output-files.ts';
import { verifySet } from './verify.ts';
import { writePopulation } from './write-population.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-write-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writing a population', () => {
  it('makes one file per type, counts what it wrote and tells how far it is', async () => {
    const out = join(folder, 'a', 'b');
    const progress: number[] = [];
    const manifest = await writePopulation({ out, members: 20, onProgress: (p) => progress.push(p.members) });
    for (const { name, lines, resources, bytes, directoryLines } of manifest.files) {
      const text = await readFile(join(out, name), 'utf8');
      const read = text.trimEnd().split('\n');
      expect([read.length, Buffer.byteLength(text), resources]).toEqual([lines, bytes, lines]);
      for (const line of read) expect(`${JSON.parse(line).resourceType}.ndjson`).toBe(name);
      if (name === 'Patient.ndjson') expect([lines, directoryLines]).toEqual([20, 0]);
      if (name === 'InsurancePlan.ndjson') expect(directoryLines).toBe(lines);
    }
    expect(progress).toEqual([0, 8, 16, 20]);
    expect(JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))).toEqual(manifest);
  });

  it('writes more as time goes on', async () => {
    const now = await writePopulation({ out: join(folder, 'now'), members: 3 });
    const asOf = Date.parse('2026-06-01');
    const later = await writePopulation({ out: join(folder, 'later'), members: 3, asOf });
    expect(later.resources).toBeGreaterThan(now.resources);
  });

  it('puts members into transactions whose entries are updates', async () => {
    const out = join(folder, 'transactions');
    await writePopulation({ out, members: 3, format: 'transaction' });
    const lines = (await readFile(join(out, 'transactions.ndjson'), 'utf8')).trimEnd().split('\n');
    const bundles = lines.map((line) => JSON.parse(line));
    expect(bundles).toHaveLength(4);
    for (const { type, entry } of bundles) {
      expect(type).toBe('transaction');
      for (const { resource, request } of entry)
        expect(request).toEqual({ method: 'PUT', url: `${resource.resourceType}/${resource.id}` });
    }
  });

  it('puts all that a member’s resources lead to into one collection', async () => {
    const out = join(folder, 'bundles');
    await writePopulation({ out, members: 2, from: 1, format: 'member-bundles' });
    const text = await readFile(join(out, 'members.ndjson'), 'utf8');
    const { type, entry } = JSON.parse(text);
    const keys = new Set(
      entry.map(({ fullUrl }: { fullUrl: string }) => fullUrl.replace('https://plan.example/fhir/', '')),
    );
    expect(type).toBe('collection');
    expect(keys.size).toBe(entry.length);
    const references = [...text.matchAll(/"reference":"([^"#]+)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(50);
    expect(references.filter((reference) => !keys.has(reference))).toEqual([]);
  });
});

describe('what cannot be done is said in one line', () => {
  it.each([
    [{ members: 0 }, '--members 0: must be a whole number from 1'],
    [{ members: 10, from: 10 }, '--from 10: members of 10 are at positions 0 to 9'],
    [{ members: 10, from: 5, to: 5 }, '--to 5: must be after --from 5 and at most 10'],
    [{ members: 10, to: 11 }, '--to 11: must be after --from 0 and at most 10'],
    [{ workers: 0 }, '--workers 0: must be a whole number from 1 to 64'],
    [{ anchor: '2026-02-30' }, '--anchor 2026-02-30: must be a date'],
    [{ practitioners: 3 }, '--practitioners 3: must be a whole number from 16'],
  ])('%j', async (options, message) => {
    const attempt = writePopulation({ out: join(folder, 'never'), ...options });
    await expect(attempt).rejects.toThrow(OptionError);
    await expect(attempt).rejects.toThrow(message);
  });

  it('for a place that cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(writePopulation({ out: join(file, 'below') })).rejects.toThrow(
      /^--out .*below: cannot be written: [a-z ]+ \(E\w+\)$/,
    );
    await expect(writePopulation({ out: file })).rejects.toThrow(
      /^--out .*: cannot be written: [a-z ]+ \(E\w+\)$/,
    );
  });

  it.skipIf(process.platform !== 'linux')('below /proc, where nothing can be made', async () => {
    await expect(writePopulation({ out: '/proc/assay/data' })).rejects.toThrow(
      /cannot be written: [a-z ]+ \(E\w+\)$/,
    );
  });

  it('when the disk is full; with room again, the run is gone on with', async () => {
    const out = join(folder, 'full');
    let room = 8_000_000;
    const full: OpenFile = async (path) => {
      const file = await openFile(path);
      return {
        appendFile: async (bytes) => {
          room -= bytes.length;
          if (room < 0) {
            // What is left is written before the system notices.
            await file.appendFile(bytes.subarray(0, 100));
            throw Object.assign(new Error('full'), { code: 'ENOSPC', syscall: 'write' });
          }
          return file.appendFile(bytes);
        },
        truncate: (length) => file.truncate(length),
        datasync: () => file.datasync(),
        close: () => file.close(),
      };
    };
    // Drawn members: the documented ones include one with ten thousand claims.
    const part = { members: 60, from: 20 };
    const options = { out, ...part, checkpointBytes: 3_000_000 };
    await expect(writePopulation({ ...options, openFile: full })).rejects.toThrow(
      /^--out .*: the disk is full \(ENOSPC\) after \d+ members: make room, then go on with --resume$/,
    );
    const resumed = await writePopulation({ ...options, resume: true });
    expect(resumed).toEqual(await writePopulation({ out: join(folder, 'roomy'), ...part }));
    expect((await verifySet(out)).problems).toEqual([]);
  });
});
