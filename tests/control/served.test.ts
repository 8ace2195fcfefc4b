import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describeSandbox } from '../../lib/embedded-target.ts';
import { createSandbox, type Sandbox } from '../../lib/sandbox.ts';
import { type Listening, listen } from '../../mock-server/listen.ts';
import { fetchTransport } from '../../suites/runner/http.ts';
import { Session } from '../../suites/runner/session.ts';
import type { MemberClient } from '../../suites/runner/target.ts';

let listener: Listening;
let sandbox: Sandbox;
let session: Session;

beforeAll(async () => {
  listener = await listen('127.0.0.1', 0);
  sandbox = createSandbox({ publicUrls: { standard: listener.url }, members: 20, control: true });
  listener.serve(sandbox.app('standard'));
  session = new Session({
    target: describeSandbox(sandbox, listener.url, 'sandbox'),
    transport: fetchTransport,
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
});
afterEach(async () => {
  const { status } = await control('POST', '/reset', { what: 'all' });
  expect(status).toBe(204);
});
afterAll(async () => {
  await listener.close();
  await sandbox.close();
});

function control(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${listener.url}/_sandbox${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
}

const send: Parameters<Session['authorize']>[1] = (one) => session.http.send(one, 'login');

/** How a member's refusal ends for a client, and whether the pages on the way let themselves be framed. */
async function deny(client: MemberClient | undefined) {
  if (!client) throw new Error('the sandbox names no such client');
  const ask = { client, pkce: session.pkce(), state: session.random() };
  const end = await session.authorize(ask, send, { choice: 'deny', newBrowser: true });
  if (end.kind !== 'redirect') throw new Error(`ended on ${end.exchange.request.url}`);
  const policies = [end.pages.login, end.pages.consent].map(
    (page) => new Map(page?.response.headers ?? []).get('content-security-policy') ?? '',
  );
  return {
    gotCode: end.location.searchParams.has('code'),
    framed: policies.map((policy) => !policy.includes('frame-ancestors')),
  };
}

describe('a defect of one client', () => {
  test('follows it from page to page, and leaves other clients alone', async () => {
    const { member, second } = session.target.clients;
    const names = ['pages.frameable', 'consent.denial-ignored'];
    await control('PUT', '/defects', { names, client_id: member?.id });
    expect(await deny(member)).toEqual({ gotCode: true, framed: [true, true] });
    expect(await deny(second)).toEqual({ gotCode: false, framed: [false, false] });
    await control('PUT', '/defects', { names: [], client_id: member?.id });
    expect(await deny(member)).toEqual({ gotCode: false, framed: [false, false] });
  });

  test('follows its tokens', async () => {
    const statusWith = async (clientId: string) => {
      const user = sandbox.population.personas()[0]?.userName;
      const minted = await control('POST', '/tokens', { client_id: clientId, user_name: user });
      const { access_token: token } = (await minted.json()) as { access_token: string };
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${listener.url}/ghp/fhir4/v1/Coverage/nothing`, { headers })).status;
    };
    await control('PUT', '/defects', { names: ['read.unknown-id-is-200'], client_id: 'member-app' });
    expect(await statusWith('member-app')).toBe(200);
    expect(await statusWith('second-app')).toBe(404);
  });
});

describe('a defect', () => {
  const token = (headers: Record<string, string> = {}) =>
    fetch(`${listener.url}/oauth/v1/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('directory-app:wrong')}`, ...headers },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });

  test('is in force for one request that asks for it', async () => {
    expect((await token({ 'assay-defects': 'token.secret-not-compared' })).status).toBe(200);
    expect((await token()).status).toBe(401);
    const unknown = await token({ 'assay-defects': 'token.unheard-of' });
    expect([unknown.status, await unknown.json()]).toEqual([
      400,
      {
        status: 400,
        detail: 'defect "token.unheard-of" is not in the catalogue; GET /_sandbox/defects lists it',
      },
    ]);
  });

  test('is in force for everyone until it is switched off', async () => {
    await control('PUT', '/defects', { names: ['token.secret-not-compared'] });
    expect((await token()).status).toBe(200);
    await control('DELETE', '/defects');
    expect((await token()).status).toBe(401);
  });
});

test('a native app with a scheme of its own gets a code at it, and a token without a secret', async () => {
  const redirectUri = 'com.example.app:/cb';
  const made = await control('POST', '/apps', {
    name: 'Native',
    public: true,
    native_app: true,
    redirect_uris: [redirectUri],
  });
  const { client_id: id } = (await made.json()) as { client_id: string };
  const pkce = session.pkce();
  const ask = { client: { id, redirectUri }, pkce, state: session.random() };
  const end = await session.authorize(ask, send, { newBrowser: true });
  if (end.kind !== 'redirect') throw new Error(`ended on ${end.exchange.request.url}`);
  expect(end.location.href).toMatch(/^com\.example\.app:\/cb\?code=/);
  const token = await fetch(`${listener.url}/oauth/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: end.location.searchParams.get('code') ?? '',
      client_id: id,
      redirect_uri: redirectUri,
      code_verifier: pkce.verifier,
    }),
  });
  expect(await token.json()).toMatchObject({ token_type: 'Bearer', patient: expect.any(String) });
});

test('a dropped connection ends without a byte, and the next request is served', async () => {
  await control('POST', '/injections', { match: { path: '/oauth/v1/token' }, drop: true });
  const ask = () => fetch(`${listener.url}/oauth/v1/token`, { method: 'POST' });
  await expect(ask()).rejects.toThrow('fetch failed');
  expect((await ask()).status).toBe(400);
  const journal = await (await control('GET', '/journal?status=0')).json();
  expect(journal).toMatchObject({ entries: [{ status: 0, injected: true }] });
});

describe('what comes over a socket', () => {
  const steer = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { port } = new URL(listener.url);
      const body = JSON.stringify({ by: 'P1D' });
      const ask = request(
        { host: '127.0.0.1', port, method: 'POST', path: '/_sandbox/clock/advance', headers },
        (response) => resolve(response.resume().statusCode),
      );
      ask.on('error', reject).end(body);
    });
  const json = { 'content-type': 'application/json' };
  const clock = async () => ((await (await control('GET', '/clock')).json()) as { now: string }).now;

  test('by a loopback name steers; by a rebound name, or from a page of another origin, it does not', async () => {
    const day = async () => (await clock()).slice(0, 10);
    const before = await day();
    expect(await steer({ ...json, host: `attacker.example:${new URL(listener.url).port}` })).toBe(403);
    expect(await steer({ ...json, origin: 'http://127.0.0.1:3000' })).toBe(403);
    expect(await steer({ 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await day()).toBe(before);
    expect(await steer({ ...json, origin: listener.url, 'sec-fetch-site': 'same-origin' })).toBe(200);
    expect(await day()).not.toBe(before);
  });

  test.each(['/health', '/metrics'])('%s tells a proxy nothing', async (path) => {
    const ask = (headers = {}) => fetch(`${listener.url}/_sandbox${path}`, { headers });
    expect((await ask()).status).toBe(200);
    const stranger = await ask({ 'x-forwarded-for': '203.0.113.9' });
    expect(stranger.status).toBe(403);
    expect(await stranger.text()).not.toContain(sandbox.population.seed);
  });

  test('no page of another origin is given leave to read or to ask', async () => {
    const origin = 'http://127.0.0.1:8765';
    const preflight = await fetch(`${listener.url}/_sandbox/tokens`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(403);
    for (const answer of [preflight, await control('GET', '/apps')]) {
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

test('a sandbox without a control plane says so', async () => {
  const plain = createSandbox({ publicUrls: { standard: 'http://plain.test' }, members: 1 });
  const answer = await plain.transport('standard')(
    { method: 'GET', url: 'http://plain.test/_sandbox/clock' },
    1000,
  );
  expect([answer.status, JSON.parse(answer.body).detail]).toEqual([
    404,
    'This sandbox has no control plane.',
  ]);
  await plain.close();
});
