import { describe, expect, test } from 'vitest';
import type { Dialect } from '../context.ts';
import { accessOf } from './access.ts';
import {
  basic,
  createRequest,
  createTestSandbox,
  getTokens,
  postToken,
  type TestSandbox,
} from './flow.fixture.ts';
import { handleRevoke } from './revoke.ts';

async function revoke({ endpoint }: TestSandbox, token: unknown, client = 'member-app') {
  const request = createRequest({ form: { token: String(token) }, headers: basic(client) });
  const { status, body, headers } = await handleRevoke(request, endpoint);
  return { status, headers, error: body === undefined ? undefined : JSON.parse(String(body)).error };
}

const opens = async ({ endpoint }: TestSandbox, token: unknown) => {
  try {
    await accessOf(createRequest({ headers: { authorization: `Bearer ${token}` } }), endpoint);
    return true;
  } catch {
    return false;
  }
};

const refresh = async (sandbox: TestSandbox, token: unknown) =>
  (await postToken(sandbox, { grant_type: 'refresh_token', refresh_token: String(token) })).status;

describe.each(['standard', 'documented'] satisfies Dialect[])('revocation in %s', (dialect) => {
  test('ends an access token alone', async () => {
    const sandbox = createTestSandbox(dialect);
    const tokens = await getTokens(sandbox);
    expect(await opens(sandbox, tokens.access_token)).toBe(true);
    expect(await revoke(sandbox, tokens.access_token)).toMatchObject({ status: 200, error: undefined });
    expect(await opens(sandbox, tokens.access_token)).toBe(false);
    expect(await refresh(sandbox, tokens.refresh_token)).toBe(200);
  });

  test('of a refresh token ends its family', async () => {
    const sandbox = createTestSandbox(dialect);
    const tokens = await getTokens(sandbox);
    const other = await getTokens(sandbox);
    expect((await revoke(sandbox, tokens.refresh_token)).status).toBe(200);
    expect(await refresh(sandbox, tokens.refresh_token)).toBe(400);
    expect(await opens(sandbox, tokens.access_token)).toBe(false);
    expect(await opens(sandbox, other.access_token)).toBe(true);
  });

  test('ends a directory token', async () => {
    const sandbox = createTestSandbox(dialect);
    const { json } = await postToken(sandbox, { grant_type: 'client_credentials' }, 'directory-app');
    expect((await revoke(sandbox, json.access_token, 'directory-app')).status).toBe(200);
    expect(await opens(sandbox, json.access_token)).toBe(false);
  });

  test('of a token that was never issued, or a second time, is a success', async () => {
    const sandbox = createTestSandbox(dialect);
    const { access_token } = await getTokens(sandbox);
    for (const token of ['random', access_token, access_token])
      expect((await revoke(sandbox, token)).status).toBe(200);
  });

  test.each(['access_token', 'refresh_token'])('by another client is refused, for the %s', async (kind) => {
    const sandbox = createTestSandbox(dialect);
    const tokens = await getTokens(sandbox);
    expect(await revoke(sandbox, tokens[kind], 'second-app')).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
    expect(await opens(sandbox, tokens.access_token)).toBe(true);
    expect(await refresh(sandbox, tokens.refresh_token)).toBe(200);
  });

  test.each([
    ['without a client', { form: { token: 'x' } }, 401, 'invalid_client'],
    [
      'with a wrong secret',
      { form: { token: 'x' }, headers: basic('member-app', 'y') },
      401,
      'invalid_client',
    ],
    ['without a token', { form: {}, headers: basic('member-app') }, 400, 'invalid_request'],
    [
      'in the query',
      { method: 'POST', query: { token: 'x' }, headers: basic('member-app') },
      400,
      'invalid_request',
    ],
    ['by GET', { query: { token: 'x' }, headers: basic('member-app') }, 405, 'invalid_request'],
  ])('%s is refused in the form of the RFC', async (_what, options, status, error) => {
    const reply = await handleRevoke(createRequest(options), createTestSandbox(dialect).endpoint);
    expect([reply.status, JSON.parse(String(reply.body)).error]).toEqual([status, error]);
    expect(reply.headers['www-authenticate'] !== undefined).toBe(status === 401);
    expect(reply.headers['cache-control']).toBe('no-store');
  });
});
