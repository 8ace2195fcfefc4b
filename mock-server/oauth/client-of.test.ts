import { expect, test } from 'vitest';
import { handleAuthorize } from './authorize.ts';
import { clientOf } from './client-of.ts';
import {
  authorizeQuery,
  basic,
  createRequest,
  createTestSandbox,
  getCode,
  getTokens,
  locationOf,
  postToken,
  type RequestOptions,
} from './flow.fixture.ts';

const sandbox = createTestSandbox();
const attributed = async (request: RequestOptions) => clientOf(createRequest(request), sandbox.endpoint);

test('a request is its client’s by what it brings, without being judged', async () => {
  const code = await getCode(sandbox);
  const tokens = await getTokens(sandbox);
  const [access_token, refresh_token] = [String(tokens.access_token), String(tokens.refresh_token)];
  const start = locationOf(await handleAuthorize(createRequest({ query: authorizeQuery }), sandbox.endpoint));
  const requests: Readonly<Record<string, RequestOptions>> = {
    'wrong credentials': { headers: basic('member-app', 'wrong') },
    'a bearer token': { headers: { authorization: `Bearer ${access_token}` } },
    'a client_id': { query: authorizeQuery },
    'an interaction': { query: start.search },
    'a code alone': { path: '/oauth/v1/token', form: { grant_type: 'authorization_code', code } },
    'a refresh token alone': {
      path: '/oauth/v1/token',
      form: { grant_type: 'refresh_token', refresh_token },
    },
    'a revocation of a refresh token': { path: '/oauth/v1/revoke', form: { token: refresh_token } },
    'a revocation of an access token': { path: '/oauth/v1/revoke', form: { token: access_token } },
  };
  for (const [what, request] of Object.entries(requests)) {
    expect(await attributed(request), what).toBe('member-app');
  }
  // Looking is not using.
  expect(
    await postToken(sandbox, {
      grant_type: 'refresh_token',
      refresh_token,
    }),
  ).toMatchObject({ status: 200 });
});

test('a code that was used still tells its client, as its replay does', async () => {
  const code = await getCode(sandbox);
  await sandbox.endpoint.core.ports.store.useCode(code);
  expect(await attributed({ path: '/oauth/v1/token', form: { code } })).toBe('member-app');
});

test.each<[string, RequestOptions]>([
  ['an unknown code', { path: '/oauth/v1/token', form: { code: 'nobody-knows' } }],
  ['an unknown token', { path: '/oauth/v1/revoke', form: { token: 'nobody.knows' } }],
  ['neither code nor token', { path: '/oauth/v1/token', form: { grant_type: 'client_credentials' } }],
])('%s tells no client', async (_, request) => {
  expect(await attributed(request)).toBeUndefined();
});

test('what is a code or a token elsewhere is not looked up', async () => {
  const code = await getCode(sandbox);
  expect(await attributed({ path: '/ghp/fhir4/v1/Observation/_search', form: { code } })).toBeUndefined();
});

test('a credential of one client outweighs the code of another', async () => {
  const code = await getCode(sandbox);
  const form = { grant_type: 'authorization_code', code };
  expect(await attributed({ path: '/oauth/v1/token', form, headers: basic('second-app') })).toBe(
    'second-app',
  );
});
