import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { codeForm, createRequest, createTestSandbox, getCode, getTokens, postToken } from './flow.fixture.ts';
import { handleJwks } from './jwks.ts';
import { handleMetadata, handleSmartConfiguration } from './metadata.ts';
import { oauthRoutes } from './routes.ts';

const request = createRequest({});

describe.each([
  ['authorization server metadata', handleMetadata],
  ['SMART configuration', handleSmartConfiguration],
])('%s', (_name, handle) => {
  test('is not published in documented', async () => {
    expect((await handle(request, createTestSandbox('documented').endpoint)).status).toBe(404);
  });

  test('names the issuer, S256 alone, and only endpoints that are there', async () => {
    const { body, headers } = await handle(request, createTestSandbox().endpoint);
    const document = JSON.parse(String(body));
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(document).toMatchObject({
      issuer: 'http://127.0.0.1:8080',
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
    });
    const paths = oauthRoutes.map(({ path }) => path);
    const named = Object.entries<string>(document).filter(([name]) => /_endpoint$|jwks_uri/.test(name));
    expect(named.length).toBeGreaterThanOrEqual(6);
    for (const [name, url] of named) {
      expect(url.startsWith('http://127.0.0.1:8080/')).toBe(true);
      if (name !== 'management_endpoint') expect(paths).toContain(new URL(url).pathname);
    }
  });
});

describe('the id_token', () => {
  test('is signed with the published key and says who signed in, for whom and when', async () => {
    const sandbox = createTestSandbox();
    const code = await getCode(sandbox, { scope: 'openid fhirUser patient/*.rs', nonce: 'n-1' });
    const { json } = await postToken(sandbox, codeForm(code));
    const { body } = await handleJwks(request, sandbox.endpoint);
    const { payload, protectedHeader } = await jwtVerify(
      String(json.id_token),
      createLocalJWKSet(JSON.parse(String(body))),
      {
        issuer: 'http://127.0.0.1:8080',
        audience: 'member-app',
        currentDate: new Date(sandbox.endpoint.core.ports.clock.now()),
      },
    );
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      nonce: 'n-1',
      sub: expect.stringMatching(/^[\w-]{43}$/),
      fhirUser: 'http://127.0.0.1:8080/ghp/fhir4/v1/Patient/patient-1',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  });

  test('leaves out what was not asked for', async () => {
    const sandbox = createTestSandbox();
    const { id_token } = await getTokens(sandbox, 'openid patient/*.rs');
    const claims = JSON.parse(Buffer.from(String(id_token).split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sub']);
  });

  test('comes with the scope openid only, and never in documented', async () => {
    expect(await getTokens(createTestSandbox(), 'patient/*.rs')).not.toHaveProperty('id_token');
    const documented = await getTokens(createTestSandbox('documented'), 'openid profile/*');
    expect(documented).not.toHaveProperty('id_token');
  });

  test('is of the same key after a restart, and its private part is not published', async () => {
    const bodies = await Promise.all(
      [createTestSandbox(), createTestSandbox()].map(async ({ endpoint }) =>
        String((await handleJwks(request, endpoint)).body),
      ),
    );
    expect(bodies[0]).toBe(bodies[1]);
    expect(JSON.parse(bodies[0] ?? '').keys[0]).not.toHaveProperty('d');
  });
});
