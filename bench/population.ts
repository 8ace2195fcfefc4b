import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * Start and idle memory of a sandbox with 100 and with 10 million members, from the built package (npm run build):
 *   node bench/population.ts
 * Members are computed on demand, so both should be alike: the aim is 1.1 times.
 */
const SIZES = [100, 10_000_000] as const;
const RUNS = 5;
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
if (!existsSync(path('../dist/lib/index.js'))) throw new Error('there is no dist: run npm run build first');

function measure(members: number): { readonly ms: number; readonly rss: number } {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--disable-warning=ExperimentalWarning', path('population/one.ts'), String(members)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

// Side by side, so that a busy moment of the machine hits both.
const rounds = Array.from({ length: RUNS }, () => SIZES.map(measure));
const rows = SIZES.map((members, n) => ({
  members,
  'start, ms': Math.round(median(rounds.map((round) => round[n]?.ms ?? Number.NaN))),
  'RSS after GC, MB': Math.round(median(rounds.map((round) => (round[n]?.rss ?? Number.NaN) / 1e5))) / 10,
}));
console.table(rows);
const [few, many] = rows;
if (few && many) {
  const ratio = (of: 'start, ms' | 'RSS after GC, MB') => (many[of] / few[of]).toFixed(2);
  console.log(`10 million against 100: start ${ratio('start, ms')} x, memory ${ratio('RSS after GC, MB')} x`);
}
console.log(`Node ${process.versions.node}, medians of ${RUNS}`);
