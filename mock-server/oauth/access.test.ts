import { describe, expect, test } from 'vitest';
import { accessOf } from './access.ts';
import {
  basic,
  codeForm,
  createRequest,
  createTestSandbox,
  getCode,
  postToken,
  type TestSandbox,
} from './flow.fixture.ts';

const bearer = async ({ endpoint }: TestSandbox, authorization: string, form?: Record<string, string>) =>
  accessOf(createRequest({ headers: { authorization }, ...(form && { form }) }), endpoint);

async function memberToken(sandbox: TestSandbox, scope?: string, types?: readonly string[]) {
  const code = await getCode(sandbox, scope === undefined ? {} : { scope }, types);
  return String((await postToken(sandbox, codeForm(code))).json.access_token);
}

async function directoryToken(sandbox: TestSandbox, scope = '') {
  const form = { grant_type: 'client_credentials', scope };
  return String((await postToken(sandbox, form, 'directory-app')).json.access_token);
}

describe('a bearer request', () => {
  test.each(['Bearer', 'bearer', 'bEARER'])('is taken with the scheme %s', async (scheme) => {
    const sandbox = createTestSandbox();
    await expect(bearer(sandbox, `${scheme} ${await memberToken(sandbox)}`)).resolves.toMatchObject({
      kind: 'member',
      clientId: 'member-app',
      patientId: 'patient-1',
    });
  });

  test.each([
    ['', 401, undefined],
    ['BearerToken abc', 401, undefined],
    [basic('member-app').authorization, 401, undefined],
    ['Bearer', 400, 'invalid_request'],
    ['Bearer a b', 400, 'invalid_request'],
    ['Bearer random', 401, 'invalid_token'],
    ['Bearer a.b', 401, 'invalid_token'],
    ['Bearer .', 401, 'invalid_token'],
    ['Bearer a.b.c', 401, 'invalid_token'],
    [`Bearer ${'x'.repeat(16_384)}`, 401, 'invalid_token'],
  ])('with the header %.30s is refused with %s %s', async (authorization, status, code) => {
    await expect(bearer(createTestSandbox(), authorization)).rejects.toMatchObject({ status, code });
  });

  test('with a changed payload or seal is refused', async () => {
    const sandbox = createTestSandbox();
    const [payload = '', seal = ''] = (await memberToken(sandbox)).split('.');
    const forged = Buffer.from(
      Buffer.from(payload, 'base64url').toString().replace('patient-1', 'patient-2'),
    ).toString('base64url');
    for (const token of [`${forged}.${seal}`, `${payload}.${seal.slice(0, -1)}`, payload, `${payload}.`]) {
      await expect(bearer(sandbox, `Bearer ${token}`)).rejects.toMatchObject({ status: 401 });
    }
  });

  test('with a code is refused', async () => {
    const sandbox = createTestSandbox();
    await expect(bearer(sandbox, `Bearer ${await getCode(sandbox)}`)).rejects.toMatchObject({ status: 401 });
  });

  test('with the token in the query only is as good as none', async () => {
    const sandbox = createTestSandbox();
    const request = createRequest({ query: { access_token: await memberToken(sandbox) } });
    await expect((async () => accessOf(request, sandbox.endpoint))()).rejects.toMatchObject({
      status: 401,
      code: undefined,
    });
  });

  test('with the token in header and form is malformed', async () => {
    const sandbox = createTestSandbox();
    const token = await memberToken(sandbox);
    await expect(bearer(sandbox, `Bearer ${token}`, { access_token: token })).rejects.toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  test.each([
    ['standard', 3600],
    ['documented', 3599],
  ] as const)('in %s is good for %i seconds', async (dialect, seconds) => {
    const sandbox = createTestSandbox(dialect);
    const authorization = `Bearer ${await directoryToken(sandbox)}`;
    sandbox.advance(seconds * 1000 - 1);
    await expect(bearer(sandbox, authorization)).resolves.toMatchObject({ kind: 'directory' });
    sandbox.advance(1);
    await expect(bearer(sandbox, authorization)).rejects.toMatchObject({ code: 'invalid_token' });
  });
});

describe('the types a token opens', () => {
  test.each([
    [
      'standard',
      'patient/Coverage.read patient/Patient.rs',
      ['Coverage', 'Patient'],
      ['Coverage', 'Patient'],
    ],
    ['standard', 'patient/*.read', ['Observation'], ['Observation']],
    ['standard', 'patient/Coverage.read', ['Coverage', 'Observation'], ['Coverage']],
    ['standard', 'openid', [], []],
    ['documented', 'patient/Coverage.read', ['Coverage', 'Observation'], ['Coverage', 'Observation']],
    ['documented', 'openid', ['Patient'], ['Patient']],
  ] as const)('in %s with scope %s and consent to %j are %j', async (dialect, scope, consent, types) => {
    const sandbox = createTestSandbox(dialect);
    const access = await bearer(sandbox, `Bearer ${await memberToken(sandbox, scope, consent)}`);
    expect([...access.types].sort()).toEqual([...types].sort());
  });

  test('may be open for reading or searching alone, by SMART scopes of version 2', async () => {
    const sandbox = createTestSandbox();
    const scope = 'patient/Coverage.r patient/Patient.s patient/Observation.rs patient/Goal.r patient/Goal.s';
    const access = await bearer(sandbox, `Bearer ${await memberToken(sandbox, scope)}`);
    expect([...(access.limited ?? [])].sort()).toEqual([
      ['Coverage', 'r'],
      ['Patient', 's'],
    ]);
    const documented = createTestSandbox('documented');
    const all = await bearer(documented, `Bearer ${await memberToken(documented, scope)}`);
    expect(all.limited).toBeUndefined();
  });

  test('are those of the directory for client credentials, in standard within the scope', async () => {
    const sandbox = createTestSandbox();
    const all = await bearer(sandbox, `Bearer ${await directoryToken(sandbox)}`);
    expect([...all.types]).toEqual(expect.arrayContaining(['Practitioner', 'Organization', 'InsurancePlan']));
    const one = await bearer(sandbox, `Bearer ${await directoryToken(sandbox, 'system/Location.rs')}`);
    expect([...one.types]).toEqual(['Location']);
  });
});
