import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { accessOf } from './access.ts';
import { challengeOf } from './check-pkce.ts';
import {
  challenge,
  codeForm,
  createRequest,
  createTestSandbox,
  getCode,
  postToken,
  type TestSandbox,
  verifier,
} from './flow.fixture.ts';

const read = ({ endpoint }: TestSandbox, token: unknown) =>
  accessOf(createRequest({ headers: { authorization: `Bearer ${token}` } }), endpoint);

test('the challenge of the verifier of RFC 7636 Appendix B is the one given there', () => {
  expect(challengeOf(verifier)).toBe(challenge);
});

describe('PKCE', () => {
  const refused: readonly (readonly [string, string | undefined])[] = [
    ['another verifier', verifier.replace('d', 'e')],
    ['no verifier', undefined],
    ['an empty verifier', ''],
    ['the challenge as verifier', challenge],
  ];
  test.each(refused)('refuses %s and burns the code', async (_what, code_verifier) => {
    const sandbox = createTestSandbox();
    const form = codeForm(await getCode(sandbox));
    const { code_verifier: _, ...rest } = form;
    const { status, json } = await postToken(
      sandbox,
      code_verifier === undefined ? rest : { ...rest, code_verifier },
    );
    expect(status).toBe(400);
    expect(json.error).toMatch(/^invalid_(grant|request)$/);
    expect((await postToken(sandbox, form)).json.error).toBe('invalid_grant');
  });

  test.each([
    ['a'.repeat(42), 400],
    ['a'.repeat(43), 200],
    ['a'.repeat(128), 200],
    ['a'.repeat(129), 400],
    ['aA0-._~'.repeat(9), 200],
    [`${'a'.repeat(42)}+`, 400],
    [`${'a'.repeat(42)}ü`, 400],
  ])('answers the verifier %s with its challenge by %i', async (own, expected) => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, { code_challenge: hash('sha256', own, 'base64url') });
    const { status } = await postToken(sandbox, { ...codeForm(code), code_verifier: own });
    expect(status).toBe(expected);
  });
});

describe('a code', () => {
  test('is good once; a replay ends the tokens of the first use', async () => {
    const sandbox = createTestSandbox();
    const form = codeForm(await getCode(sandbox));
    const { json: first } = await postToken(sandbox, form);
    await expect(read(sandbox, first.access_token)).resolves.toMatchObject({ patientId: 'patient-1' });
    const { status, json } = await postToken(sandbox, form);
    expect([status, json.error]).toEqual([400, 'invalid_grant']);
    await expect(read(sandbox, first.access_token)).rejects.toMatchObject({
      status: 401,
      code: 'invalid_token',
    });
    const refresh = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
    expect((await postToken(sandbox, refresh)).json.error).toBe('invalid_grant');
  });

  test('gives exactly one of ten parallel requests tokens', async () => {
    const sandbox = createTestSandbox();
    const form = codeForm(await getCode(sandbox));
    const answers = await Promise.all(Array.from({ length: 10 }, () => postToken(sandbox, form)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ json }) => json.error === 'invalid_grant')).toHaveLength(9);
  });

  test('of one app is nothing to another, and stays good for its own', async () => {
    const sandbox = createTestSandbox();
    const form = codeForm(await getCode(sandbox));
    expect((await postToken(sandbox, form, 'second-app')).json.error).toBe('invalid_grant');
    expect((await postToken(sandbox, form)).status).toBe(200);
  });

  test.each([
    [59_999, 200],
    [60_000, 400],
  ])('after %i ms is answered by %i', async (ms, expected) => {
    const sandbox = createTestSandbox();
    const form = codeForm(await getCode(sandbox));
    sandbox.advance(ms);
    expect((await postToken(sandbox, form)).status).toBe(expected);
  });

  test.each([
    ['standard', 'http://127.0.0.1:8765/other', 'invalid_grant'],
    ['documented', 'http://127.0.0.1:8765/other', 'invalid_grant'],
    ['standard', '', 'invalid_request'],
    ['documented', '', undefined],
  ] as const)('in %s with redirect_uri "%s" gives error %s', async (dialect, redirect_uri, error) => {
    const sandbox = createTestSandbox(dialect);
    const form = { ...codeForm(await getCode(sandbox)), redirect_uri };
    expect((await postToken(sandbox, form)).json.error).toBe(error);
  });
});
