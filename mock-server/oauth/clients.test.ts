import { describe, expect, test } from 'vitest';
import { handleAuthorize } from './authorize.ts';
import {
  authorizeQuery,
  basic,
  codeForm,
  createRequest,
  createTestSandbox,
  getCode,
  getTokens,
  postToken,
  type TestSandbox,
} from './flow.fixture.ts';
import { isRegisteredRedirect } from './match-redirect-uri.ts';
import { handleToken } from './token.ts';

const redirectUri = 'http://127.0.0.1:51234/callback';
const nativeQuery = { client_id: 'native-app', redirect_uri: redirectUri };
const nativeForm = (code: string) => ({
  ...codeForm(code),
  client_id: 'native-app',
  redirect_uri: redirectUri,
});
const asPublic = { headers: {} };

describe('a public client', () => {
  test('gets tokens with its id and the verifier, and rotated ones after', async () => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, nativeQuery);
    const { status, json } = await postToken(sandbox, nativeForm(code), '', asPublic);
    expect(status).toBe(200);
    const refreshForm = (token: unknown) => ({
      grant_type: 'refresh_token',
      refresh_token: String(token),
      client_id: 'native-app',
    });
    const again = await postToken(sandbox, refreshForm(json.refresh_token), '', asPublic);
    expect(again.status).toBe(200);
    expect((await postToken(sandbox, refreshForm(json.refresh_token), '', asPublic)).status).toBe(400);
    expect((await postToken(sandbox, refreshForm(again.json.refresh_token), '', asPublic)).status).toBe(400);
  });

  test.each([
    ['a secret', { client_secret: 'x' }, {}],
    ['a secret in Basic', {}, { headers: basic('native-app', 'x') }],
  ])('is refused with %s, which it does not have', async (_what, form, options) => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, nativeQuery);
    const answer = await postToken(sandbox, { ...nativeForm(code), ...form }, '', {
      ...asPublic,
      ...options,
    });
    expect([answer.status, answer.json.error]).toEqual([401, 'invalid_client']);
  });

  test('gets no client credentials', async () => {
    const form = { grant_type: 'client_credentials', client_id: 'native-app' };
    const { json } = await postToken(createTestSandbox(), form, '', asPublic);
    expect(json.error).toBe('unauthorized_client');
  });

  test('is what a confidential client can not pass for', async () => {
    const sandbox = createTestSandbox();
    const form = { ...codeForm(await getCode(sandbox)), client_id: 'member-app' };
    expect((await postToken(sandbox, form, '', asPublic)).status).toBe(401);
  });
});

describe('a redirect URI', () => {
  const native = {
    nativeApp: true,
    redirectUris: [
      'http://127.0.0.1:80/cb',
      'http://[::1]/cb?x=1',
      'com.example.app:/cb',
      'https://app.example/cb',
    ],
  };
  test.each([
    ['http://127.0.0.1:80/cb', true],
    ['http://127.0.0.1:51234/cb', true],
    ['http://127.0.0.1/cb', true],
    ['http://[::1]:51234/cb?x=1', true],
    ['http://[::1]:51234/cb', false],
    ['http://127.0.0.1:51234/cb/', false],
    ['http://127.0.0.1:51234/cb?x=1', false],
    ['http://127.0.0.1:51234@evil.example/cb', false],
    ['http://127.0.0.1.evil.example:51234/cb', false],
    ['http://127.0.0.1:512345/cb', false],
    ['http://localhost:51234/cb', false],
    ['https://127.0.0.1:51234/cb', false],
    ['com.example.app:/cb', true],
    ['com.example.app:/cb2', false],
    ['https://app.example:8443/cb', false],
  ])('%s of a native app: %s', (uri, isRegistered) => {
    const app = { ...baseApp, ...native };
    expect(isRegisteredRedirect(uri, app)).toBe(isRegistered);
  });

  test('of an app that is not native is compared with its port', () => {
    const app = { ...baseApp, ...native, nativeApp: false };
    expect(isRegisteredRedirect('http://127.0.0.1:51234/cb', app)).toBe(false);
    expect(isRegisteredRedirect('http://127.0.0.1:80/cb', app)).toBe(true);
  });

  test('with a scheme of its own gets the code', async () => {
    const sandbox = createTestSandbox();
    await changeApp(sandbox, 'native-app', { redirectUris: ['com.example.app:/cb'] });
    expect(
      await getCode(sandbox, { client_id: 'native-app', redirect_uri: 'com.example.app:/cb' }),
    ).toBeTruthy();
  });
});

const baseApp = {
  clientId: 'a',
  name: 'a',
  developer: 'd',
  grants: new Set<never>(),
  products: new Set<string>(),
  risk: 'low',
  environment: 'sandbox',
} as const;

async function changeApp({ endpoint }: TestSandbox, clientId: string, changes: object): Promise<void> {
  const { apps } = endpoint.core;
  const app = await apps.find(clientId);
  if (!app) throw new Error(`no app ${clientId}`);
  await apps.put({ ...app, ...changes });
}

describe('lifetimes of a client', () => {
  test('are kept for code, access and refresh token', async () => {
    const sandbox = createTestSandbox();
    await changeApp(sandbox, 'member-app', { lifetimes: { code: 5, accessToken: 7, refreshToken: 11 } });
    const late = await getCode(sandbox);
    sandbox.advance(5000);
    expect((await postToken(sandbox, codeForm(late))).json.error).toBe('invalid_grant');
    const { expires_in, refresh_token } = await getTokens(sandbox);
    expect(expires_in).toBe(7);
    sandbox.advance(11_000);
    const form = { grant_type: 'refresh_token', refresh_token: String(refresh_token) };
    expect((await postToken(sandbox, form)).json.error).toBe('invalid_grant');
  });

  test('are written as text in documented', async () => {
    const sandbox = createTestSandbox('documented');
    await changeApp(sandbox, 'directory-app', { lifetimes: { accessToken: 60 } });
    const { json } = await postToken(sandbox, { grant_type: 'client_credentials' }, 'directory-app');
    expect(json.expires_in).toBe('60');
  });
});

describe('products', () => {
  test('limit what a member is asked for and a token opens', async () => {
    const sandbox = createTestSandbox();
    await changeApp(sandbox, 'member-app', { products: new Set(['Coverage']) });
    expect((await getTokens(sandbox, 'patient/*.rs', ['Coverage'])).scope).toBe('patient/*.rs');
    const query = { ...authorizeQuery, scope: 'patient/Observation.rs' };
    const reply = await handleAuthorize(createRequest({ query }), sandbox.endpoint);
    expect(String(reply.headers.location)).toContain('error=invalid_scope');
  });
});

describe('offline_access', () => {
  test.each([
    ['standard', 'patient/*.rs', false],
    ['standard', 'offline_access patient/*.rs', true],
    ['standard', undefined, true],
    ['documented', 'openid profile/*', true],
  ] as const)('in %s with the scope %s: a refresh token %s', async (dialect, scope, isGiven) => {
    const tokens = await getTokens(createTestSandbox(dialect), scope);
    expect('refresh_token' in tokens).toBe(isGiven);
  });
});

describe('wrong secrets in a row', () => {
  const credentials = { grant_type: 'client_credentials' };
  const wrong = { headers: basic('directory-app', 'wrong') };

  test('have to wait after ten, whatever follows, and go on after a while', async () => {
    const sandbox = createTestSandbox();
    for (let i = 0; i < 10; i += 1)
      expect((await postToken(sandbox, credentials, '', wrong)).status).toBe(401);
    const throttled = await postToken(sandbox, credentials, '', wrong);
    expect([throttled.status, throttled.json.error]).toEqual([429, 'invalid_client']);
    const seconds = Number(throttled.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect((await postToken(sandbox, credentials, 'directory-app')).status).toBe(429);
    sandbox.advance(seconds * 1000);
    expect((await postToken(sandbox, credentials, 'directory-app')).status).toBe(200);
    expect((await postToken(sandbox, credentials, '', wrong)).status).toBe(401);
  });

  test('of one client, or from one address, do not hold up others', async () => {
    const sandbox = createTestSandbox();
    for (let i = 0; i < 11; i += 1) await postToken(sandbox, credentials, '', wrong);
    expect((await postToken(sandbox, credentials, 'member-app')).json.error).toBe('unauthorized_client');
    const request = {
      ...createRequest({ form: credentials, headers: basic('directory-app') }),
      remoteAddress: '::1',
    };
    expect((await handleToken(request, sandbox.endpoint)).status).toBe(200);
  });

  test('are forgotten after a right one, and missing ones not counted', async () => {
    const sandbox = createTestSandbox();
    for (let i = 0; i < 9; i += 1) await postToken(sandbox, credentials, '', wrong);
    await postToken(sandbox, credentials, 'directory-app');
    for (let i = 0; i < 10; i += 1)
      expect((await postToken(sandbox, credentials, '', wrong)).status).toBe(401);
    const another = createTestSandbox();
    for (let i = 0; i < 40; i += 1) {
      const form = { ...credentials, client_id: 'directory-app' };
      expect((await postToken(another, form, '', asPublic)).status).toBe(401);
    }
  });
});

describe('an app in a browser', () => {
  const origin = 'http://127.0.0.1:8765';

  test('may send its request and read the answer, if its origin is registered', async () => {
    const { endpoint } = createTestSandbox();
    const preflight = createRequest({ method: 'OPTIONS', headers: { origin } });
    const { status, headers } = await handleToken(preflight, endpoint);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': expect.stringMatching(/authorization/i),
      vary: 'Origin',
    });
    for (const secret of ['member-app-secret', 'wrong']) {
      const request = createRequest({
        form: codeForm('x'),
        headers: { ...basic('member-app', secret), origin },
      });
      const answer = await handleToken(request, endpoint);
      expect(answer.headers['access-control-allow-origin']).toBe(origin);
      expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
    }
  });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:8766'])('of %s may not', async (other) => {
    const { endpoint } = createTestSandbox();
    for (const method of ['OPTIONS', 'POST']) {
      const request = createRequest({ method, headers: { ...basic('member-app'), origin: other } });
      const { headers } = await handleToken(request, endpoint);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });
});
