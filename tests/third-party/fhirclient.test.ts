import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Patient } from 'fhir/r4.js';
import smart from 'fhirclient';
import { describe, expect, it } from 'vitest';
import { failure, patientStatus, playMember, type ServedSandbox, served } from './sandbox.fixture.ts';

const scope = 'launch/patient offline_access patient/*.read';

/** fhirclient keeps here, in a browser session as a rule, what one page has to tell the next. */
function createStorage() {
  const kept = new Map<string, unknown>();
  return {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => {
      kept.set(key, value);
      return value;
    },
    unset: async (key: string) => kept.delete(key),
  };
}

/** fhirclient on a page of the app, as it is in a server of the app's. */
function onPage(url: string, storage: ReturnType<typeof createStorage>) {
  const { host, pathname, search } = new URL(url);
  const request = new IncomingMessage(new Socket());
  request.url = `${pathname}${search}`;
  request.headers.host = host;
  return smart(request, new ServerResponse(request), storage);
}

/** Launch, login, consent, and the exchange of the code. */
async function signIn(sandbox: ServedSandbox, pkceMode: 'required' | 'ifSupported' | 'unsafeV1') {
  const { memberApp, target } = sandbox;
  const storage = createStorage();
  const redirect = await onPage('http://127.0.0.1:8765/launch', storage).authorize({
    clientId: memberApp.id,
    clientSecret: memberApp.secret,
    scope,
    redirectUri: memberApp.redirectUri,
    iss: target.patientAccess ?? '',
    pkceMode,
    noRedirect: true,
  });
  const callback = await playMember(sandbox, new URL(String(redirect)));
  return await onPage(callback.href, storage).ready();
}

type SignedIn = Awaited<ReturnType<typeof signIn>>;

const tokenOf = (client: SignedIn) => client.state.tokenResponse?.access_token ?? '';

async function revoke({ issuer, memberApp }: ServedSandbox, token: string): Promise<number> {
  const response = await fetch(new URL('/oauth/v1/revoke', issuer), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${memberApp.id}:${memberApp.secret}`)}` },
    body: new URLSearchParams({ token }),
  });
  return response.status;
}

/** What fhirclient leaves to the app: it knows no revocation. */
async function revokesAll(sandbox: ServedSandbox, client: SignedIn): Promise<void> {
  const token = tokenOf(client);
  expect(await patientStatus(sandbox, token)).toBe(200);
  expect(await revoke(sandbox, client.state.tokenResponse?.refresh_token ?? '')).toBe(200);
  expect(await patientStatus(sandbox, token)).toBe(401);
  expect(await failure(client.refresh())).toBeInstanceOf(Error);
}

describe('fhirclient against the standard dialect', () => {
  const started = served('standard');

  it('finds the endpoints, signs a member in, reads, refreshes by itself, and its tokens can be revoked', async () => {
    const sandbox = started();
    const client = await signIn(sandbox, 'required');
    expect(client.patient.id).toBe(sandbox.session.member().patientId);
    expect((await client.request<Patient>(`Patient/${client.patient.id}`)).resourceType).toBe('Patient');
    const first = tokenOf(client);
    client.state.expiresAt = Math.floor(Date.now() / 1000) - 1;
    expect((await client.request<Patient>(`Patient/${client.patient.id}`)).resourceType).toBe('Patient');
    expect(tokenOf(client)).not.toBe(first);
    expect(client.state.expiresAt).toBeGreaterThan(Date.now() / 1000 + 3000);
    await revokesAll(sandbox, client);
  });
});

describe('fhirclient against the documented dialect', () => {
  const started = served('documented');

  it('sends no code challenge by itself, since none is announced, and is refused', async () => {
    expect(await failure(signIn(started(), 'ifSupported'))).toMatchObject({
      message: expect.stringMatching(/^invalid_request: code_challenge/),
    });
  });

  it('told to, signs a member in and reads, and refreshes when asked', async () => {
    const sandbox = started();
    const client = await signIn(sandbox, 'unsafeV1');
    const patients = await client.request('Patient');
    expect(patients).toMatchObject({ total: 1, entry: [{ resource: { resourceType: 'Patient' } }] });
    const first = tokenOf(client);
    await client.refresh();
    expect(tokenOf(client)).not.toBe(first);
    await revokesAll(sandbox, client);
  });

  it('never refreshes by itself: it adds the text of expires_in to the time', async () => {
    const client = await signIn(started(), 'unsafeV1');
    expect(client.state.expiresAt).toMatch(/^\d{10}3599$/);
    const first = tokenOf(client);
    await client.refreshIfNeeded();
    expect(tokenOf(client)).toBe(first);
  });

  it('is not told whose record it is', async () => {
    expect((await signIn(started(), 'unsafeV1')).patient.id).toBeNull();
  });
});
