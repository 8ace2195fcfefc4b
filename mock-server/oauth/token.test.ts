import { describe, expect, test } from 'vitest';
import type { Dialect } from '../context.ts';
import {
  basic,
  codeForm,
  createTestSandbox,
  getCode,
  postToken,
  type RequestOptions,
} from './flow.fixture.ts';
import { hashSecret } from './secrets.ts';

const credentials = { grant_type: 'client_credentials' };
const documentedRefusal = { ErrorCode: 'invalid_client', Error: 'Invalid client credentials' };
const encoded = (pair: string) => ({ authorization: `Basic ${Buffer.from(pair).toString('base64')}` });

interface Refusal {
  readonly what: string;
  readonly request: RequestOptions;
  readonly client?: string;
  readonly standard: readonly [number, string];
  /** `refusal`: the documented 401; `rfc`: as in `standard`. */
  readonly documented: 'refusal' | 'rfc' | 'accepted';
}

const refusals: readonly Refusal[] = [
  {
    what: 'a wrong secret',
    request: { form: credentials, headers: basic('directory-app', 'x') },
    standard: [401, 'invalid_client'],
    documented: 'refusal',
  },
  {
    what: 'an unknown client',
    request: { form: credentials, headers: basic('nobody') },
    standard: [401, 'invalid_client'],
    documented: 'refusal',
  },
  {
    what: 'no credentials',
    request: { form: credentials, headers: {} },
    standard: [401, 'invalid_client'],
    documented: 'refusal',
  },
  ...['Basic !!!', 'Basic', 'Basic YWJj', 'Bearer abc', 'Basic JTpi'].map(
    (authorization): Refusal => ({
      what: `the header ${authorization}`,
      request: { form: credentials, headers: { authorization } },
      standard: [401, 'invalid_client'],
      documented: 'refusal',
    }),
  ),
  {
    what: 'an empty secret',
    request: { form: credentials, headers: encoded('directory-app:') },
    standard: [401, 'invalid_client'],
    documented: 'refusal',
  },
  {
    what: 'a secret in the query',
    request: {
      form: credentials,
      headers: {},
      query: { client_id: 'directory-app', client_secret: 'directory-app-secret' },
    },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'two authentication methods',
    request: {
      form: { ...credentials, client_id: 'directory-app', client_secret: 'directory-app-secret' },
    },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'no grant type',
    request: { form: { scope: 'system/*.read' } },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'an empty grant type',
    request: { form: 'grant_type=' },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  ...['not_a_grant', 'password', 'constructor', '__proto__'].map(
    (grant_type): Refusal => ({
      what: `the grant type ${grant_type}`,
      request: { form: { grant_type } },
      standard: [400, 'unsupported_grant_type'],
      documented: 'refusal',
    }),
  ),
  {
    what: 'a grant type the client is not registered for',
    request: { form: { grant_type: 'authorization_code', code: 'x' } },
    standard: [400, 'unauthorized_client'],
    documented: 'rfc',
  },
  {
    what: 'client credentials of a member app',
    request: { form: credentials },
    client: 'member-app',
    standard: [400, 'unauthorized_client'],
    documented: 'refusal',
  },
  {
    what: 'a parameter twice in the body',
    request: { form: 'grant_type=client_credentials&grant_type=client_credentials' },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'a parameter in body and query',
    request: { form: credentials, query: { grant_type: 'refresh_token' } },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'an unknown scope',
    request: { form: { ...credentials, scope: 'not/a.scope' } },
    standard: [400, 'invalid_scope'],
    documented: 'refusal',
  },
  {
    what: 'a member scope',
    request: { form: { ...credentials, scope: 'patient/*.read' } },
    standard: [400, 'invalid_scope'],
    documented: 'refusal',
  },
  {
    what: 'a JSON body',
    request: {
      method: 'POST',
      body: JSON.stringify(credentials),
      headers: { ...basic('directory-app'), 'content-type': 'application/json' },
    },
    standard: [400, 'invalid_request'],
    documented: 'refusal',
  },
  {
    what: 'the grant type in the query only',
    request: { method: 'POST', query: credentials, headers: basic('directory-app') },
    standard: [400, 'invalid_request'],
    documented: 'accepted',
  },
  {
    what: 'an unknown code',
    request: { form: codeForm('unknown') },
    client: 'member-app',
    standard: [400, 'invalid_grant'],
    documented: 'rfc',
  },
  {
    what: 'no code',
    request: { form: { grant_type: 'authorization_code' } },
    client: 'member-app',
    standard: [400, 'invalid_request'],
    documented: 'rfc',
  },
  {
    what: 'an unknown refresh token',
    request: { form: { grant_type: 'refresh_token', refresh_token: 'unknown' } },
    client: 'member-app',
    standard: [400, 'invalid_grant'],
    documented: 'rfc',
  },
  {
    what: 'a wrong secret with a code',
    request: { form: codeForm('unknown'), headers: basic('member-app', 'x') },
    standard: [401, 'invalid_client'],
    documented: 'refusal',
  },
];

async function answerTo({ request, client = 'directory-app' }: Refusal, dialect: Dialect) {
  return await postToken(createTestSandbox(dialect), request.form, client, request);
}

describe('a token request with', () => {
  test.each(refusals)('$what is refused in RFC form by the standard dialect', async (refusal) => {
    const { status, json, headers } = await answerTo(refusal, 'standard');
    expect([status, json.error]).toEqual(refusal.standard);
    expect(json.error_description).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(json).not.toHaveProperty('access_token');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect('www-authenticate' in headers).toBe(status === 401);
  });

  test.each(refusals)('$what is answered by the documented dialect as the portal says', async (refusal) => {
    const { status, json, headers } = await answerTo(refusal, 'documented');
    if (refusal.documented === 'accepted') expect(status).toBe(200);
    else if (refusal.documented === 'rfc') expect([status, json.error]).toEqual(refusal.standard);
    else {
      expect([status, json]).toEqual([401, documentedRefusal]);
      expect(headers['www-authenticate']).toMatch(/^Basic realm="/);
    }
  });
});

describe('client credentials', () => {
  test('give the clean RFC members in standard', async () => {
    const { status, json, headers } = await postToken(createTestSandbox(), credentials, 'directory-app');
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^[A-Za-z0-9._~+/-]+=*$/),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'system/*.read',
    });
    expect(headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(headers['content-type']).toMatch(/^application\/json/);
  });

  test('give the documented members and value types in documented', async () => {
    const { json } = await postToken(createTestSandbox('documented'), credentials, 'directory-app');
    expect(json).toEqual({
      token_type: 'BearerToken',
      issued_at: String(Date.UTC(2026, 0, 5)),
      client_id: 'directory-app',
      access_token: expect.any(String),
      application_name: 'Provider Finder',
      scope: '',
      expires_in: '3599',
    });
  });

  test('are never answered with the same token twice', async () => {
    const sandbox = createTestSandbox();
    const one = await postToken(sandbox, credentials, 'directory-app');
    const other = await postToken(sandbox, credentials, 'directory-app');
    expect(one.json.access_token).not.toBe(other.json.access_token);
  });

  const accepted: readonly (readonly [string, RequestOptions])[] = [
    [
      'the scheme in lower case',
      { headers: { authorization: basic('directory-app').authorization.replace('Basic', 'basic') } },
    ],
    ['unknown parameters', { form: { ...credentials, foo: 'bar', state: 'x' } }],
    ['an empty scope', { form: 'grant_type=client_credentials&scope=' }],
    [
      'the secret in the body',
      {
        headers: {},
        form: { ...credentials, client_id: 'directory-app', client_secret: 'directory-app-secret' },
      },
    ],
    ['client_id beside Basic', { form: { ...credentials, client_id: 'directory-app' } }],
  ];
  test.each(accepted)('are accepted with %s', async (_what, options) => {
    const { status } = await postToken(createTestSandbox(), credentials, 'directory-app', options);
    expect(status).toBe(200);
  });

  test('are form-decoded after base64 (RFC 6749 §2.3.1)', async () => {
    const sandbox = createTestSandbox();
    const secret = 's:e%c+r é';
    const { apps } = sandbox.endpoint.core;
    const app = await apps.find('directory-app');
    if (!app) throw new Error('no app');
    await apps.put({ ...app, clientId: 'a b', secretHash: hashSecret(secret) });
    const headers = encoded(`a+b:${encodeURIComponent(secret)}`);
    const { status } = await postToken(sandbox, credentials, '', { headers });
    expect(status).toBe(200);
  });
});

test.each(['GET', 'PUT', 'DELETE'])('%s at the token endpoint is 405 and names POST', async (method) => {
  const { status, headers, json } = await postToken(createTestSandbox(), credentials, 'directory-app', {
    method,
  });
  expect([status, headers.allow]).toEqual([405, 'POST']);
  expect(json).not.toHaveProperty('access_token');
});

describe('a code gives', () => {
  test('tokens and the patient in standard', async () => {
    const sandbox = createTestSandbox();
    const { json } = await postToken(sandbox, codeForm(await getCode(sandbox)));
    expect(json).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'offline_access patient/*.read',
      refresh_token: expect.stringMatching(/^[\w-]{43}$/),
      patient: 'patient-1',
    });
  });

  test('the documented members in documented, by the documented request', async () => {
    const sandbox = createTestSandbox('documented');
    const { redirect_uri: _, ...query } = codeForm(await getCode(sandbox));
    const { status, json } = await postToken(sandbox, '', 'member-app', {
      query: { ...query, state: 'state-1' },
    });
    expect(status).toBe(200);
    expect(json).toEqual({
      token_type: 'BearerToken',
      issued_at: String(Date.UTC(2026, 0, 5)),
      client_id: 'member-app',
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      application_name: 'My Health Notebook',
      scope: '',
      refresh_token_issued_at: String(Date.UTC(2026, 0, 5)),
      expires_in: '3599',
    });
  });

  test('the granted scope in documented when one was requested', async () => {
    const sandbox = createTestSandbox('documented');
    const code = await getCode(sandbox, { scope: 'openid profile/*' }, ['Observation']);
    const { json } = await postToken(sandbox, codeForm(code));
    expect(json.scope).toBe('openid profile/Observation');
  });
});
