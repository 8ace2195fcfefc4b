import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Members, resources and megabytes per second of `assay generate`, and peak memory, at growing sizes; each run in a
 * process of its own. Runs go nowhere (generating, serialising, checksums) but for the rows that say disk. By node:
 *   node bench/generate.ts           1,000 and 10,000 members
 *   node bench/generate.ts --full    100,000 members, too
 */

const SIZES = process.argv.includes('--full') ? [1000, 10_000, 100_000] : [1000, 10_000];
const script = (name: string) => fileURLToPath(new URL(`generate/${name}.ts`, import.meta.url));

function run(file: string, args: readonly string[], stdout: 'pipe' | 'inherit'): string {
  const { status, stdout: text } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script(file), ...args],
    { encoding: 'utf8', stdio: ['ignore', stdout, 'inherit'] },
  );
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}`);
  return text ?? '';
}

function measure(members: number, workers: number, where: 'disk' | 'nowhere') {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const text = run('one', [join(folder, 'set'), String(members), String(workers), where], 'pipe');
    const { resources, bytes, seconds, peak } = JSON.parse(text);
    return {
      members,
      workers,
      to: where,
      'members/s': Math.round(members / seconds),
      'resources/s': Math.round(resources / seconds),
      'MB/s': Math.round(bytes / seconds / 1e6),
      'resources each': Math.round(resources / members),
      'KB each': Math.round(bytes / members / 1000),
      'peak MB': Math.round(peak / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const workers = [1, 2];
console.table([
  ...workers.map((count) => measure(1000, count, 'disk')),
  ...SIZES.flatMap((size) => workers.map((count) => measure(size, count, 'nowhere'))),
]);
run('stages', [], 'inherit');
console.log(`Node ${process.versions.node}`);
