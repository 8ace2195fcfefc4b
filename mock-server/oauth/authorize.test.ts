import { describe, expect, test } from 'vitest';
import type { Dialect } from '../context.ts';
import { handleAuthorize } from './authorize.ts';
import {
  authorizeQuery,
  callback,
  challenge,
  createRequest,
  createTestSandbox,
  decide,
  locationOf,
  toConsentPage,
} from './flow.fixture.ts';

const authorize = (query: Record<string, string> | string, dialect: Dialect = 'standard') =>
  handleAuthorize(createRequest({ query }), createTestSandbox(dialect).endpoint);
const changed = (changes: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries({ ...authorizeQuery, ...changes }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

describe('no redirect leaves the authorization endpoint', () => {
  test.each([
    ['without client', { client_id: undefined }],
    ['for an unknown client', { client_id: '"><script>alert(1)</script>' }],
    ['without redirect URI where several are registered', { redirect_uri: undefined }],
    ['for a client without redirect URI', { client_id: 'directory-app', redirect_uri: undefined }],
    ['to another host', { redirect_uri: 'https://evil.example/callback' }],
    ['to a longer path', { redirect_uri: `${callback}/x` }],
    ['to a dotted path', { redirect_uri: `${callback}/../callback` }],
    ['with a query added', { redirect_uri: `${callback}?a=b` }],
    ['with a fragment added', { redirect_uri: `${callback}#x` }],
    ['to another port', { redirect_uri: 'http://127.0.0.1:8766/callback' }],
    ['in other case', { redirect_uri: 'http://127.0.0.1:8765/Callback' }],
    ['with user info', { redirect_uri: 'http://127.0.0.1:8765@evil.example/callback' }],
    ['with an encoded slash', { redirect_uri: 'http://127.0.0.1:8765%2fcallback' }],
  ])('%s', async (_what, changes) => {
    const reply = await authorize(changed(changes));
    expect(reply.status).toBe(400);
    expect(reply.headers).not.toHaveProperty('location');
    expect(String(reply.body)).not.toContain('<script>');
  });

  test.each(['client_id', 'redirect_uri'])('with %s twice', async (name) => {
    const query = new URLSearchParams(authorizeQuery);
    query.append(name, query.get(name) ?? '');
    expect((await authorize(query.toString())).status).toBe(400);
  });
});

describe('an error is sent to the app', () => {
  test.each([
    ['invalid_request', { response_type: undefined }],
    ['unsupported_response_type', { response_type: 'token' }],
    ['unsupported_response_type', { response_type: 'code id_token' }],
    ['invalid_request', { code_challenge: undefined }],
    ['invalid_request', { code_challenge: '' }],
    ['invalid_request', { code_challenge: challenge.slice(1) }],
    ['invalid_request', { code_challenge: `${challenge}=` }],
    ['invalid_request', { code_challenge: challenge.replace('-', '+') }],
    ['invalid_request', { code_challenge: 'a'.repeat(129) }],
    ['invalid_request', { code_challenge_method: undefined }],
    ['invalid_request', { code_challenge_method: 'plain' }],
    ['invalid_request', { code_challenge_method: 's256' }],
    ['invalid_request', { code_challenge_method: 'S512' }],
    ['invalid_scope', { scope: 'not/a.scope' }],
    ['invalid_scope', { scope: '"><script>' }],
  ])('%s for %j', async (error, changes) => {
    const reply = await authorize(changed(changes));
    const location = locationOf(reply);
    expect([reply.status, location.origin + location.pathname]).toEqual([303, callback]);
    expect(location.hash).toBe('');
    expect(Object.fromEntries(location.searchParams)).toEqual({
      error,
      error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
      state: 'state-1',
      iss: 'http://127.0.0.1:8080',
    });
  });

  test('without a state when there were two', async () => {
    const location = locationOf(await authorize(`${new URLSearchParams(authorizeQuery)}&state=state-2`));
    expect(location.searchParams.get('error')).toBe('invalid_request');
    expect(location.searchParams.has('state')).toBe(false);
  });
});

describe('a valid request goes to the login page', () => {
  const login = 'http://127.0.0.1:8080/member/login';
  const form = { form: authorizeQuery };
  const postedQuery = { method: 'POST', query: authorizeQuery };
  test.each([
    ['standard', 'a form', form, 303],
    ['documented', 'a form', form, 303],
    ['documented', 'the query', postedQuery, 303],
    ['standard', 'the query', postedQuery, 400],
  ] as const)('in %s, posted in %s, as %i', async (dialect, _where, options, status) => {
    const reply = await handleAuthorize(createRequest(options), createTestSandbox(dialect).endpoint);
    expect(reply.status).toBe(status);
    if (status === 303) expect(String(reply.headers.location)).toMatch(`${login}?interaction=`);
  });

  test('with parameters the server does not know', async () => {
    const reply = await authorize({ ...authorizeQuery, foo: 'bar', display: 'page', nonce: 'n' });
    expect(String(reply.headers.location)).toMatch(login);
  });

  test.each([
    ['standard', 'http://127.0.0.1:8080/ghp/fhir4/v1', 'login'],
    ['standard', 'http://127.0.0.1:8080/ghp/fhir4/v1/', 'login'],
    ['standard', 'http://127.0.0.1:8080/ghp/fhir4/providerdirectory/v1', 'login'],
    ['standard', 'http://127.0.0.1:8080', 'invalid_request'],
    ['standard', 'https://other.example/ghp/fhir4/v1', 'invalid_request'],
    ['documented', 'https://other.example/ghp/fhir4/v1', 'login'],
  ] as const)('in %s for the audience %s: %s', async (dialect, aud, outcome) => {
    const request = createRequest({ query: { ...authorizeQuery, aud } });
    const location = locationOf(await handleAuthorize(request, createTestSandbox(dialect).endpoint));
    expect(location.searchParams.get('error') ?? location.pathname.split('/').at(-1)).toBe(outcome);
  });

  test('by other methods than GET and POST never', async () => {
    const request = createRequest({ method: 'PUT', query: authorizeQuery });
    const reply = await handleAuthorize(request, createTestSandbox().endpoint);
    expect([reply.status, reply.headers.allow]).toEqual([405, 'GET, POST']);
  });
});

describe('the answer to the app', () => {
  test.each(['plain', ' + & = %20 ü "><script>', 'x'.repeat(512)])(
    'repeats the state %.30s',
    async (state) => {
      const sandbox = createTestSandbox();
      const consenting = await toConsentPage(sandbox, { ...authorizeQuery, state });
      const location = String((await decide(sandbox, consenting, 'allow')).headers.location);
      expect(new URL(location).searchParams.get('state')).toBe(state);
      expect(decodeURIComponent(/state=([^&]*)/.exec(location)?.[1] ?? '')).toBe(state);
    },
  );

  test.each([
    ['standard', ['code', 'iss']],
    ['documented', ['code', 'iss']],
  ] as const)('in %s without state has %j', async (dialect, names) => {
    const sandbox = createTestSandbox(dialect);
    const consenting = await toConsentPage(sandbox, changed({ state: undefined }));
    const { searchParams } = locationOf(await decide(sandbox, consenting, 'allow'));
    expect([...searchParams.keys()]).toEqual(names);
  });

  test('keeps the query of the registered redirect URI, which may be left out when it is the only one', async () => {
    const sandbox = createTestSandbox();
    const { apps } = sandbox.endpoint.core;
    const app = await apps.find('member-app');
    if (!app) throw new Error('no app');
    await apps.put({ ...app, redirectUris: ['https://app.example/cb?app=1'] });
    const consenting = await toConsentPage(sandbox, changed({ redirect_uri: undefined }));
    const location = String((await decide(sandbox, consenting, 'allow')).headers.location);
    expect(location).toMatch(/^https:\/\/app\.example\/cb\?app=1&code=[\w-]{43}&state=state-1&/);
  });
});
