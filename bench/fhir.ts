import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { type Client, connect } from './fhir/client.ts';
import { createScenarios, type Scenario } from './fhir/scenarios.ts';
import type { Recorded } from './fhir/serve-peer.ts';

/*
 * Requests per second of the FHIR APIs beside bare Express that sends the same bytes, in the same run: two servers in
 * processes of their own, the load from this one, alternating rounds, medians. Run by plain node:
 *   node bench/fhir.ts [rounds] [practitioners] [scenario,scenario…]
 */

const ROUNDS = Number(process.argv[2] ?? 5);
const PRACTITIONERS = Number(process.argv[3] ?? 50_000);
const ONLY = process.argv[4]?.split(',');
const ROUND_SECONDS = 1;
const CONNECTIONS = 10;
const PERIOD_MS = 500;
const IDLE_PERIODS = 4;

interface Measured {
  /** Requests per second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p99: number;
}

async function load(url: string, scenario: Scenario, paths: readonly string[]): Promise<Measured> {
  const { requests, latency, errors, non2xx, statusCodeStats } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    headers: { ...scenario.headers },
    requests: paths.map((path) => ({ path })),
  });
  const answered = statusCodeStats?.[String(scenario.status) as '200']?.count ?? 0;
  if (errors > 0 || answered === 0 || (scenario.status === 200 && non2xx > 0))
    throw new Error(`${scenario.name}: ${errors} errors, statuses ${JSON.stringify(statusCodeStats)}`);
  return { rate: requests.average, p99: latency.p99 };
}

async function measure(scenario: Scenario, sandboxUrl: string, peerUrl: string) {
  const own: Measured[] = [];
  const peer: Measured[] = [];
  await load(sandboxUrl, scenario, scenario.paths);
  await load(peerUrl, scenario, scenario.paths.slice(0, 1));
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(await load(sandboxUrl, scenario, scenario.paths));
    peer.push(await load(peerUrl, scenario, scenario.paths.slice(0, 1)));
  }
  const [rate, peerRate] = [median(own.map((one) => one.rate)), median(peer.map((one) => one.rate))];
  return { rate, peerRate, ratio: rate / peerRate, p99: median(own.map((one) => one.p99)) };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function start(script: string, ...args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(`fhir/${script}`, import.meta.url)), args, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

/** What the sandbox answers, for the peer to repeat; variants of a path are represented by the first. */
async function record(client: Client, scenario: Scenario): Promise<Recorded> {
  const [path = ''] = scenario.paths;
  const response = await client.get(path, scenario.headers);
  if (response.status !== scenario.status)
    throw new Error(`${scenario.name}: ${path} is answered ${response.status}, not ${scenario.status}`);
  const { connection: _, 'keep-alive': __, date: ___, 'content-length': ____, ...headers } = response.headers;
  return { path: path.split('?')[0] ?? path, status: response.status, headers, body: response.body };
}

/** Indexes of a large directory are made ahead while nobody asks: waits until the sandbox is done with that. */
async function settled(client: Client): Promise<void> {
  const seconds = async () => {
    const { body } = await client.get('/_sandbox/metrics');
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(Buffer.from(body, 'base64').toString())?.[1]);
  };
  for (let before = await seconds(), idle = 0; idle < IDLE_PERIODS; ) {
    await wait(PERIOD_MS);
    const now = await seconds();
    idle = (now - before) * 1000 < PERIOD_MS / 20 ? idle + 1 : 0;
    before = now;
  }
}

async function bench(): Promise<void> {
  const sandbox = start('serve-sandbox.ts', String(PRACTITIONERS));
  const [urls] = (await once(sandbox, 'message')) as [Readonly<Record<'documented' | 'standard', string>>];
  try {
    for (const dialect of ['standard', 'documented'] as const) {
      const client = await connect(urls[dialect]);
      const rows: Record<string, Record<string, number>> = {};
      const scenarios = await createScenarios(client);
      await settled(client);
      for (const scenario of scenarios) {
        if (ONLY && !ONLY.includes(scenario.name)) continue;
        const recorded = await record(client, scenario);
        const peer = start('serve-peer.ts');
        peer.send([recorded]);
        const [peerUrl] = (await once(peer, 'message')) as [string];
        try {
          const { rate, peerRate, ratio, p99 } = await measure(scenario, urls[dialect], peerUrl);
          rows[scenario.name] = {
            KB: Number((Buffer.byteLength(recorded.body, 'base64') / 1000).toFixed(1)),
            'sandbox /s': Math.round(rate),
            'Express /s': Math.round(peerRate),
            '%': Math.round(ratio * 100),
            'p99 ms': p99,
          };
        } finally {
          peer.kill();
        }
      }
      console.log(`${dialect} dialect`);
      console.table(rows);
    }
  } finally {
    sandbox.kill();
  }
  console.log(
    `Node ${process.versions.node}, ${PRACTITIONERS} practitioners, ${CONNECTIONS} connections, ` +
      `${ROUNDS} alternating rounds of ${ROUND_SECONDS} s, medians`,
  );
}

await bench();
