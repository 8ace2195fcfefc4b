import { existsSync } from 'node:fs';
import { type Candidate, candidates } from './token/candidates.ts';
import { measureCodeFlow } from './token/code-flow.ts';
import { measureCredentials, type Throughput } from './token/credentials.ts';
import { median } from './token/median.ts';
import { type Started, start } from './token/start.ts';

/*
 * The token endpoint beside oidc-provider, oauth2-mock-server and bare Express with form and Basic parsing, in one run:
 * client credentials at 50 connections, the whole code flow with login and consent, start to first token, memory.
 * Rounds alternate, figures are medians; the load generator shares the machine. Assay runs as it is packed, with all
 * it has by default, the journal included:
 *   npm run build && npm run bench:token [rounds] [seconds per round]
 */

const ROUNDS = Number(process.argv[2] ?? 5);
const SECONDS = Number(process.argv[3] ?? 3);
const STARTS = 5;

if (!existsSync('dist/cli/main.js')) {
  process.stderr.write('bench:token measures what is packed: run "npm run build" first\n');
  process.exit(2);
}

interface Row {
  readonly name: string;
  readonly firstToken: number[];
  readonly idle: number[];
  readonly credentials: Throughput[];
  readonly flows: Throughput[];
  loaded: number;
}

const rows = candidates.map(
  ({ name }): Row => ({ name, firstToken: [], idle: [], credentials: [], flows: [], loaded: 0 }),
);
const each = (work: (candidate: Candidate, row: Row) => Promise<void>) =>
  candidates.reduce(async (before, candidate, index) => {
    await before;
    const row = rows[index];
    if (row) await work(candidate, row);
  }, Promise.resolve());

for (let round = 0; round < STARTS; round++) {
  await each(async (candidate, row) => {
    const server = await start(candidate);
    row.firstToken.push(server.firstTokenMs);
    row.idle.push(server.memoryMb());
    await server.stop();
  });
}

const running = new Map<string, Started>();
await each(async (candidate) => void running.set(candidate.name, await start(candidate)));
const serverOf = ({ name }: Candidate): Started => {
  const server = running.get(name);
  if (!server) throw new Error(`${name} is not running`);
  return server;
};
for (let round = 0; round <= ROUNDS; round++) {
  await each(async (candidate, row) => {
    const measured = await measureCredentials(candidate, serverOf(candidate).url, SECONDS);
    // The first round warms up.
    if (round > 0) row.credentials.push(measured);
  });
}
await each(async (candidate, row) => {
  row.loaded = serverOf(candidate).memoryMb();
});
for (let round = 0; round < ROUNDS; round++) {
  await each(async (candidate, row) => {
    if (candidate.flow)
      row.flows.push(await measureCodeFlow(candidate, candidate.flow, serverOf(candidate).url, SECONDS));
  });
}
for (const server of running.values()) await server.stop();

const rateOf = (measured: readonly Throughput[]) => median(measured.map(({ perSecond }) => perSecond));
const p99Of = (measured: readonly Throughput[]) => median(measured.map(({ p99 }) => p99));
console.table(
  Object.fromEntries(
    rows.map((row) => [
      row.name,
      {
        'tokens/s': Math.round(rateOf(row.credentials)),
        'p99 ms': p99Of(row.credentials),
        'code flows/s': row.flows.length > 0 ? Math.round(rateOf(row.flows)) : '–',
        'flow p99 ms': row.flows.length > 0 ? Math.round(p99Of(row.flows)) : '–',
        'first token ms': Math.round(median(row.firstToken)),
        'idle MB': Math.round(median(row.idle)),
        'MB after load': Math.round(row.loaded),
      },
    ]),
  ),
);

const [assay, oidc, , express] = rows;
if (!assay || !oidc || !express) throw new Error('a candidate is missing');
const ratios = (others: Row) =>
  median(
    assay.credentials.map(({ perSecond }, round) => perSecond / (others.credentials[round]?.perSecond ?? 0)),
  );
const budgets: readonly (readonly [string, number, boolean])[] = [
  ['tokens/s, times oidc-provider (aim: 2)', ratios(oidc), ratios(oidc) >= 2],
  ['tokens/s, share of bare Express (aim: 0.7)', ratios(express), ratios(express) >= 0.7],
  ['ms from start to first token (aim: 300)', median(assay.firstToken), median(assay.firstToken) <= 300],
  ['MB idle (aim: 120)', median(assay.idle), median(assay.idle) <= 120],
];
for (const [what, value, isMet] of budgets)
  process.stdout.write(`${isMet ? '✓' : '✗'} ${value.toFixed(2)}  ${what}\n`);
process.exitCode = budgets.every(([, , isMet]) => isMet) ? 0 : 1;
