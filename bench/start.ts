import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Candidate, candidates } from './token/candidates.ts';
import { median } from './token/median.ts';
import { start } from './token/start.ts';

/*
 * From process start to the first token, and memory when idle, of the sandbox as it is packed: in memory, with a state
 * that is begun and one that is opened again, and with ten million members. Medians; other servers are in bench:token.
 *   npm run build && npm run bench:start [rounds]
 */

const ROUNDS = Number(process.argv[2] ?? 7);
const IDLE_MS = 1500;

if (!existsSync('dist/cli/main.js')) {
  process.stderr.write('bench:start measures what is packed: run "npm run build" first\n');
  process.exit(2);
}

const assay = candidates.find(({ name }) => name === 'assay') ?? missing();
const folder = mkdtempSync(join(tmpdir(), 'assay-start-'));

/** The port comes last, after its own option. */
function withOptions(name: string, ...options: readonly string[]): Candidate {
  const own = assay.arguments.map((argument) =>
    argument.replace("'--dialect', 'standard',", `'--dialect', 'standard', ...${JSON.stringify(options)},`),
  );
  return { ...assay, name, arguments: own };
}

function missing(): never {
  throw new Error('bench/token names no candidate "assay"');
}

let begun = 0;
const rows: readonly (readonly [string, () => Candidate])[] = [
  ['in memory', () => withOptions('in memory')],
  ['state, begun', () => withOptions('state, begun', '--state', join(folder, `state-${++begun}`))],
  ['state, opened again', () => withOptions('state, opened again', '--state', join(folder, 'again'))],
  ['ten million members', () => withOptions('ten million members', '--members', '10000000')],
];
const results = rows.map(([name]) => ({ name, firstToken: [] as number[], idle: [] as number[] }));

try {
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [index, [, candidate]] of rows.entries()) {
      const server = await start(candidate());
      await wait(IDLE_MS);
      // The first round fills the compile cache.
      if (round > 0) {
        results[index]?.firstToken.push(server.firstTokenMs);
        results[index]?.idle.push(server.memoryMb());
      }
      await server.stop();
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.table(
  Object.fromEntries(
    results.map(({ name, firstToken, idle }) => [
      name,
      {
        'first token ms (300)': Math.round(median(firstToken)),
        'idle MB (120)': Math.round(median(idle)),
      },
    ]),
  ),
);
