import { describe, expect, test } from 'vitest';
import { accessOf } from './access.ts';
import {
  codeForm,
  createRequest,
  createTestSandbox,
  getCode,
  postToken,
  type TestSandbox,
} from './flow.fixture.ts';

const refreshForm = (token: unknown, scope?: string) => ({
  grant_type: 'refresh_token',
  refresh_token: String(token),
  ...(scope !== undefined && { scope }),
});

const typesOf = async ({ endpoint }: TestSandbox, token: unknown) =>
  [
    ...(await accessOf(createRequest({ headers: { authorization: `Bearer ${token}` } }), endpoint)).types,
  ].sort();

async function tokens(
  sandbox: TestSandbox,
  scope = 'offline_access patient/*.read',
  types?: readonly string[],
) {
  return (await postToken(sandbox, codeForm(await getCode(sandbox, { scope }, types)))).json;
}

describe('a refresh token', () => {
  test('is rotated, and the new access token opens the same', async () => {
    const sandbox = createTestSandbox();
    const first = await tokens(sandbox);
    const { status, json } = await postToken(sandbox, refreshForm(first.refresh_token));
    expect(status).toBe(200);
    expect(json.refresh_token).not.toBe(first.refresh_token);
    expect(json.scope).toBe(first.scope);
    expect(json.patient).toBe('patient-1');
    expect(await typesOf(sandbox, json.access_token)).toEqual(await typesOf(sandbox, first.access_token));
  });

  test('used a second time ends its whole family', async () => {
    const sandbox = createTestSandbox();
    const first = await tokens(sandbox);
    const { json: second } = await postToken(sandbox, refreshForm(first.refresh_token));
    expect((await postToken(sandbox, refreshForm(first.refresh_token))).json.error).toBe('invalid_grant');
    expect((await postToken(sandbox, refreshForm(second.refresh_token))).json.error).toBe('invalid_grant');
    await expect(typesOf(sandbox, second.access_token)).rejects.toMatchObject({ status: 401 });
  });

  test('of five parallel uses serves one', async () => {
    const sandbox = createTestSandbox();
    const form = refreshForm((await tokens(sandbox)).refresh_token);
    const answers = await Promise.all(Array.from({ length: 5 }, () => postToken(sandbox, form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400, 400]);
  });

  test('is bound to its client', async () => {
    const sandbox = createTestSandbox();
    const form = refreshForm((await tokens(sandbox)).refresh_token);
    expect((await postToken(sandbox, form, 'second-app')).json.error).toBe('invalid_grant');
    expect((await postToken(sandbox, form)).status).toBe(200);
  });

  test('is not an access token, nor the other way round', async () => {
    const sandbox = createTestSandbox();
    const first = await tokens(sandbox);
    expect((await postToken(sandbox, refreshForm(first.access_token))).json.error).toBe('invalid_grant');
    await expect(typesOf(sandbox, first.refresh_token)).rejects.toMatchObject({ status: 401 });
  });

  test('ends with the consent', async () => {
    const sandbox = createTestSandbox();
    const first = await tokens(sandbox);
    await sandbox.endpoint.core.ports.store.withdrawGrants('patient-1', 'member-app', 1);
    expect((await postToken(sandbox, refreshForm(first.refresh_token))).json.error).toBe('invalid_grant');
    await expect(typesOf(sandbox, first.access_token)).rejects.toMatchObject({ code: 'invalid_token' });
  });

  test('gives less on request, and all again afterwards', async () => {
    const sandbox = createTestSandbox();
    const first = await tokens(sandbox);
    const { json: less } = await postToken(sandbox, refreshForm(first.refresh_token, 'patient/Coverage.rs'));
    expect(less.scope).toBe('patient/Coverage.rs');
    expect(await typesOf(sandbox, less.access_token)).toEqual(['Coverage']);
    const { json: again } = await postToken(sandbox, refreshForm(less.refresh_token));
    expect(again.scope).toBe(first.scope);
  });

  test.each([
    ['patient/*.read', 'patient/Observation.read'],
    ['patient/Coverage.read', 'patient/Observation.read'],
    ['openid patient/Observation.read', 'patient/Observation.read'],
    ['patient/Observation.s', 'patient/Observation.r'],
    ['nonsense', 'patient/*.read'],
  ])('does not give "%s" where "%s" was granted, and stays good', async (wanted, granted) => {
    const sandbox = createTestSandbox();
    const { refresh_token } = await tokens(sandbox, `offline_access ${granted}`);
    expect((await postToken(sandbox, refreshForm(refresh_token, wanted))).json.error).toBe('invalid_scope');
    expect((await postToken(sandbox, refreshForm(refresh_token))).status).toBe(200);
  });
});
