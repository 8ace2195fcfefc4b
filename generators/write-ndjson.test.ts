import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OptionError } from './options.ts';
import { writeNdjson } from './write-ndjson.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-ndjson-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('writing a population', () => {
  it('makes one file per type, counts what it wrote and tells how far it is', async () => {
    const out = join(folder, 'a', 'b');
    const progress: number[] = [];
    const counts = await writeNdjson({ out, members: 5, onProgress: (done) => progress.push(done) });
    expect(counts.Patient).toBe(5);
    expect((await readdir(out)).sort()).toEqual(
      Object.keys(counts)
        .map((type) => `${type}.ndjson`)
        .sort(),
    );
    for (const [type, count] of Object.entries(counts)) {
      const lines = (await readFile(join(out, `${type}.ndjson`), 'utf8')).trimEnd().split('\n');
      expect(lines).toHaveLength(count);
      for (const line of lines) expect(JSON.parse(line).resourceType).toBe(type);
    }
    expect(progress).toEqual([5]);
  });

  it('writes the same bytes again, and more as time goes on', async () => {
    const read = (name: string) => readFile(join(folder, name, 'ExplanationOfBenefit.ndjson'), 'utf8');
    await writeNdjson({ out: join(folder, 'one'), members: 3 });
    await writeNdjson({ out: join(folder, 'two'), members: 3 });
    await writeNdjson({ out: join(folder, 'later'), members: 3, asOf: Date.parse('2026-06-01') });
    expect(await read('one')).toBe(await read('two'));
    expect((await read('later')).length).toBeGreaterThan((await read('one')).length);
  });

  it('says in one line that a place cannot be written', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const attempt = writeNdjson({ out: join(file, 'below'), members: 1 });
    await expect(attempt).rejects.toThrow(OptionError);
    await expect(attempt).rejects.toThrow(/^--out .*below: cannot be written \(ENOTDIR\)$/);
  });
});
