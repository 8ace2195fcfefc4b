import { describe, expect, test } from 'vitest';
import {
  basic,
  createRequest,
  createTestSandbox,
  getTokens,
  postToken,
  type TestSandbox,
} from './flow.fixture.ts';
import { handleIntrospect } from './introspect.ts';

const HOUR = 3600;

async function introspect({ endpoint }: TestSandbox, token: unknown, client = 'member-app') {
  const request = createRequest({ form: { token: String(token) }, headers: basic(client) });
  const { status, body } = await handleIntrospect(request, endpoint);
  return { status, json: JSON.parse(String(body)) };
}

const inactive = { status: 200, json: { active: false } };

describe('introspection', () => {
  test('tells of a member token whose it is, for what and until when', async () => {
    const sandbox = createTestSandbox();
    const { access_token } = await getTokens(sandbox, 'openid fhirUser patient/Coverage.rs');
    const now = sandbox.endpoint.core.ports.clock.now() / 1000;
    expect((await introspect(sandbox, access_token)).json).toEqual({
      active: true,
      scope: 'openid fhirUser patient/Coverage.rs',
      client_id: 'member-app',
      exp: now + HOUR,
      token_type: 'Bearer',
      patient: 'patient-1',
      iss: 'http://127.0.0.1:8080',
      sub: expect.stringMatching(/^[\w-]{43}$/),
      fhirUser: 'http://127.0.0.1:8080/ghp/fhir4/v1/Patient/patient-1',
    });
  });

  test('tells of a token without identity scopes nothing of who signed in', async () => {
    const sandbox = createTestSandbox();
    const { access_token } = await getTokens(sandbox, 'fhirUser patient/Coverage.rs');
    const { json } = await introspect(sandbox, access_token);
    expect(json).toMatchObject({ active: true, patient: 'patient-1' });
    expect(json).not.toHaveProperty('sub');
    expect(json).not.toHaveProperty('fhirUser');
  });

  test('tells of directory and refresh tokens', async () => {
    const sandbox = createTestSandbox();
    const { json } = await postToken(sandbox, { grant_type: 'client_credentials' }, 'directory-app');
    const directory = await introspect(sandbox, json.access_token, 'directory-app');
    expect(directory.json).toMatchObject({
      active: true,
      scope: 'system/*.read',
      client_id: 'directory-app',
    });
    const { refresh_token } = await getTokens(sandbox);
    const refresh = await introspect(sandbox, refresh_token);
    expect(refresh.json).toMatchObject({ active: true, patient: 'patient-1', exp: expect.any(Number) });
    expect(refresh.json).not.toHaveProperty('token_type');
  });

  test('says of a token that is not good no more than that', async () => {
    const sandbox = createTestSandbox();
    const { store } = sandbox.endpoint.core.ports;
    const first = await getTokens(sandbox);
    const rotated = await getTokens(sandbox);
    await postToken(sandbox, { grant_type: 'refresh_token', refresh_token: String(rotated.refresh_token) });
    expect(await introspect(sandbox, rotated.refresh_token)).toEqual(inactive);
    expect(await introspect(sandbox, 'random')).toEqual(inactive);
    expect(await introspect(sandbox, first.access_token, 'second-app')).toEqual(inactive);
    await store.withdrawGrants('patient-1', 'member-app', 1);
    expect(await introspect(sandbox, first.access_token)).toEqual(inactive);
    expect(await introspect(sandbox, first.refresh_token)).toEqual(inactive);
  });

  test('counts expired tokens as not good', async () => {
    const sandbox = createTestSandbox();
    const { access_token, refresh_token } = await getTokens(sandbox);
    sandbox.advance(HOUR * 1000);
    expect(await introspect(sandbox, access_token)).toEqual(inactive);
    expect((await introspect(sandbox, refresh_token)).json.active).toBe(true);
    sandbox.advance(90 * 24 * HOUR * 1000);
    expect(await introspect(sandbox, refresh_token)).toEqual(inactive);
  });

  test.each([
    ['without a client', {}],
    ['with a wrong secret', basic('member-app', 'x')],
  ])('%s is refused', async (_what, headers) => {
    const request = createRequest({ form: { token: 'x' }, headers });
    const reply = await handleIntrospect(request, createTestSandbox().endpoint);
    expect(reply.status).toBe(401);
    expect(reply.headers['www-authenticate']).toMatch(/^Basic /);
  });

  test('is not for public clients, in whose name anyone could ask', async () => {
    const request = createRequest({ form: { token: 'x', client_id: 'native-app' } });
    expect((await handleIntrospect(request, createTestSandbox().endpoint)).status).toBe(401);
  });
});
