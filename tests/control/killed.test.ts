import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describeSandbox } from '../../lib/embedded-target.ts';
import { createSandbox } from '../../lib/sandbox.ts';
import { fetchTransport } from '../../suites/runner/http.ts';
import { codeExchange, type Grant } from '../../suites/runner/oauth.ts';
import { Session } from '../../suites/runner/session.ts';
import { type RunningSandbox, startSandbox } from '../command.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KILLS = 2;
const REGISTRATIONS = 1000;
const CODES = 24;
const IN_FLIGHT = 16;

/** What the sandbox has confirmed, over all its lives. */
interface Confirmed {
  readonly apps: Set<string>;
  /** By code: the access tokens that were given for it. */
  readonly tokens: Map<string, string[]>;
}

interface Life {
  readonly url: string;
  readonly session: Session;
  readonly process: RunningSandbox;
}

async function begin(state: string): Promise<Life> {
  const process = await startSandbox([
    ...['--port', '0', '--dialect', 'standard', '--members', '20'],
    ...['--state', join(folder, state)],
  ]);
  const [url = ''] = process.urls;
  // Only its description is used: the same apps and members as those of the process.
  const twin = createSandbox({ publicUrls: { standard: url }, members: 20 });
  const session = new Session({
    target: describeSandbox(twin, url, 'killed sandbox'),
    transport: fetchTransport,
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
  await twin.close();
  return { url, session, process };
}

const loginSend =
  ({ session }: Life): Parameters<Session['grant']>[0] =>
  (request) =>
    session.http.send(request, 'login');

async function register({ url }: Life, clientId: string, confirmed: Confirmed): Promise<void> {
  const answer = await fetch(`${url}/_sandbox/apps`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: clientId, name: clientId }),
  });
  if (answer.status === 201) confirmed.apps.add(((await answer.json()) as { client_id: string }).client_id);
}

async function redeem({ session, url }: Life, grant: Grant, confirmed: Confirmed): Promise<void> {
  const request = codeExchange(session.target, grant);
  const { status, body } = await fetchTransport({ ...request, url: `${url}/oauth/v1/token` }, 5000);
  if (status !== 200) return;
  const tokens = confirmed.tokens.get(grant.code) ?? [];
  tokens.push((JSON.parse(body) as { access_token: string }).access_token);
  confirmed.tokens.set(grant.code, tokens);
}

/** Runs all, a few at a time; a process that is gone ends the rest. */
async function inFlight(work: readonly (() => Promise<void>)[]): Promise<void> {
  const queue = [...work];
  const run = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await one();
  };
  await Promise.allSettled(Array.from({ length: IN_FLIGHT }, run));
}

/** Mixes the second list evenly into the first. */
function mixed<T>(many: readonly T[], few: readonly T[]): T[] {
  const every = Math.ceil(many.length / Math.max(1, few.length));
  return many.flatMap((one, index) => {
    const other = index % every === 0 ? few[index / every] : undefined;
    return other === undefined ? [one] : [one, other];
  });
}

async function patientStatus({ url }: Life, token: string): Promise<number> {
  const answer = await fetch(`${url}/ghp/fhir4/v1/Patient`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  return answer.status;
}

test('kill -9 in the middle of registrations and exchanges loses nothing that was confirmed, and lets no code be used twice', async () => {
  const confirmed: Confirmed = { apps: new Set(), tokens: new Map() };
  const grants: Grant[] = [];
  const once: Grant[] = [];
  let cutShort = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const life = await begin('kills');
    const fresh: Grant[] = [];
    for (let i = 0; i < CODES; i += 1) fresh.push(await life.session.grant(loginSend(life)));
    grants.push(...fresh);
    const before = confirmed.apps.size;
    const registrations = Array.from(
      { length: REGISTRATIONS },
      (_, i) => () => register(life, `app-${kill}-${i}`, confirmed),
    );
    // Every other code is tried by two at once, of which one may get a token, until the other ends it.
    const exchanges = fresh.flatMap((grant, i) =>
      (i % 2 === 0 ? [0] : [0, 1]).map(() => () => redeem(life, grant, confirmed)),
    );
    once.push(...fresh.filter((_, i) => i % 2 === 0));
    const running = inFlight(mixed(registrations, exchanges));
    const until = before + randomInt(50, REGISTRATIONS - 50);
    while (confirmed.apps.size < until) await new Promise((resolve) => setTimeout(resolve, randomInt(1, 4)));
    await life.process.kill();
    await running;
    if (confirmed.apps.size < before + REGISTRATIONS) cutShort += 1;
  }
  expect(cutShort).toBe(KILLS);

  const last = await begin('kills');
  try {
    const answer = await fetch(`${last.url}/_sandbox/apps`);
    const { apps } = (await answer.json()) as { apps: { client_id: string }[] };
    const there = new Set(apps.map(({ client_id }) => client_id));
    expect([...confirmed.apps].filter((id) => !there.has(id))).toEqual([]);
    // Tokens given before the kill are good after it; a replay of their code ends them, so they go first.
    const tokens = once.flatMap(({ code }) => confirmed.tokens.get(code) ?? []);
    expect(tokens.length).toBeGreaterThan(0);
    for (const token of tokens) expect(await patientStatus(last, token)).toBe(200);
    await inFlight(grants.flatMap((grant) => [0, 1, 2].map(() => () => redeem(last, grant, confirmed))));
    const given = grants.map(({ code }) => confirmed.tokens.get(code)?.length ?? 0);
    expect(given.filter((count) => count > 1)).toEqual([]);
  } finally {
    await last.process.stop();
  }
}, 60_000);

test('of ten redemptions at once exactly one succeeds; tokens and page links stay good over a restart', async () => {
  const confirmed: Confirmed = { apps: new Set(), tokens: new Map() };
  const first = await begin('restart');
  const grant = await first.session.grant(loginSend(first));
  await Promise.all(Array.from({ length: 10 }, () => redeem(first, grant, confirmed)));
  expect(confirmed.tokens.get(grant.code)).toHaveLength(1);

  const { accessToken } = await first.session.directoryToken();
  const page = async (url: string) => {
    const answer = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(answer.status).toBe(200);
    return (await answer.json()) as {
      entry: { resource: { id: string } }[];
      link: { relation: string; url: string }[];
    };
  };
  const path = '/ghp/fhir4/providerdirectory/v1/Practitioner?_count=5';
  const { entry, link } = await page(`${first.url}${path}`);
  const next = new URL(link.find(({ relation }) => relation === 'next')?.url ?? '');
  await first.process.kill();
  const second = await begin('restart');
  try {
    const { entry: more } = await page(`${second.url}${next.pathname}${next.search}`);
    const ids = [...entry, ...more].map(({ resource }) => resource.id);
    expect(new Set(ids).size).toBe(10);
  } finally {
    await second.process.stop();
  }
}, 30_000);
