import type { Bundle, Patient, Practitioner } from 'fhir/r4.js';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { failure, patientStatus, playMember, type ServedSandbox, served } from './sandbox.fixture.ts';

/** Loopback is served without TLS. */
const plain = { [oauth.allowInsecureRequests]: true };

function parties({ target, memberApp }: ServedSandbox) {
  const { directory } = target.clients;
  if (!directory) throw new Error('the sandbox names no directory app');
  return {
    directory: { client_id: directory.id },
    directoryAuthentication: oauth.ClientSecretBasic(directory.secret),
    member: { client_id: memberApp.id },
    memberAuthentication: oauth.ClientSecretBasic(memberApp.secret),
    redirectUri: memberApp.redirectUri,
  };
}

async function discover({ issuer }: ServedSandbox): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(issuer, { ...plain, algorithm: 'oauth2' });
  return oauth.processDiscoveryResponse(issuer, response);
}

/** What an app has to write down itself where no metadata is published. */
function byHand({ issuer, target }: ServedSandbox): oauth.AuthorizationServer {
  return {
    issuer: issuer.origin,
    token_endpoint: target.oauth.token,
    ...(target.oauth.authorize !== undefined && { authorization_endpoint: target.oauth.authorize }),
  };
}

/** Sends the member through login and consent; the token response to the code that comes back. */
async function exchangedCode(sandbox: ServedSandbox, server: oauth.AuthorizationServer): Promise<Response> {
  const { member, memberAuthentication, redirectUri } = parties(sandbox);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const authorize = new URL(server.authorization_endpoint ?? '');
  authorize.search = new URLSearchParams({
    response_type: 'code',
    client_id: member.client_id,
    redirect_uri: redirectUri,
    scope: 'launch/patient offline_access patient/*.read',
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }).toString();
  const callback = oauth.validateAuthResponse(server, member, await playMember(sandbox, authorize), state);
  return oauth.authorizationCodeGrantRequest(
    server,
    member,
    memberAuthentication,
    callback,
    redirectUri,
    verifier,
    plain,
  );
}

async function unknownGrant(sandbox: ServedSandbox, server: oauth.AuthorizationServer): Promise<unknown> {
  const { directory, directoryAuthentication } = parties(sandbox);
  const response = await oauth.genericTokenEndpointRequest(
    server,
    directory,
    directoryAuthentication,
    'not_a_grant',
    {},
    plain,
  );
  return oauth.processGenericTokenEndpointResponse(server, directory, response);
}

async function read<T>(accessToken: string, url: string): Promise<T> {
  const response = await oauth.protectedResourceRequest(
    accessToken,
    'GET',
    new URL(url),
    new Headers({ accept: 'application/fhir+json' }),
    null,
    plain,
  );
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

describe('oauth4webapi against the standard dialect', () => {
  const started = served('standard');

  it('discovers the endpoints', async () => {
    const sandbox = started();
    const server = await discover(sandbox);
    expect(server).toMatchObject({ ...byHand(sandbox), code_challenge_methods_supported: ['S256'] });
  });

  it('reads the directory with client credentials', async () => {
    const sandbox = started();
    const { directory, directoryAuthentication } = parties(sandbox);
    const server = await discover(sandbox);
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      directory,
      directoryAuthentication,
      { scope: 'system/*.read' },
      plain,
    );
    const token = await oauth.processClientCredentialsResponse(server, directory, response);
    const base = sandbox.target.providerDirectory;
    const all = await read<Bundle<Practitioner>>(token.access_token, `${base}/Practitioner?_count=1`);
    const [first] = all.entry ?? [];
    const family = first?.resource?.name?.[0]?.family;
    const found = await read<Bundle<Practitioner>>(
      token.access_token,
      `${base}/Practitioner?name=${encodeURIComponent(family ?? '')}`,
    );
    expect(family).toBeTypeOf('string');
    expect(found.entry?.map(({ resource }) => resource?.id)).toContain(first?.resource?.id);
    expect(token).toMatchObject({ token_type: 'bearer', expires_in: expect.any(Number) });
  });

  it('reads the member’s Patient with a code, and again after a refresh', async () => {
    const sandbox = started();
    const { member, memberAuthentication } = parties(sandbox);
    const server = await discover(sandbox);
    const response = await exchangedCode(sandbox, server);
    const token = await oauth.processAuthorizationCodeResponse(server, member, response);
    const url = `${sandbox.target.patientAccess}/Patient/${sandbox.session.member().patientId}`;
    const before = await read<Patient>(token.access_token, url);
    const refreshed = await oauth.processRefreshTokenResponse(
      server,
      member,
      await oauth.refreshTokenGrantRequest(
        server,
        member,
        memberAuthentication,
        token.refresh_token ?? '',
        plain,
      ),
    );
    expect(before.resourceType).toBe('Patient');
    expect(refreshed.access_token).not.toBe(token.access_token);
    expect(await read<Patient>(refreshed.access_token, url)).toEqual(before);
  });

  it('introspects and revokes what it got', async () => {
    const sandbox = started();
    const { member, memberAuthentication } = parties(sandbox);
    const server = await discover(sandbox);
    const response = await exchangedCode(sandbox, server);
    const { access_token, refresh_token = '' } = await oauth.processAuthorizationCodeResponse(
      server,
      member,
      response,
    );
    const introspect = async (token: string) =>
      oauth.processIntrospectionResponse(
        server,
        member,
        await oauth.introspectionRequest(server, member, memberAuthentication, token, plain),
      );
    expect(await introspect(access_token)).toMatchObject({ active: true, client_id: member.client_id });
    const revoked = await oauth.revocationRequest(server, member, memberAuthentication, refresh_token, plain);
    await oauth.processRevocationResponse(revoked);
    expect(await introspect(access_token)).toEqual({ active: false });
    expect(await patientStatus(sandbox, access_token)).toBe(401);
  });

  it('names the refusal of a wrong secret and of a used code', async () => {
    const sandbox = started();
    const { directory, member } = parties(sandbox);
    const server = await discover(sandbox);
    const wrong = oauth.ClientSecretBasic('wrong');
    const refused = await oauth.clientCredentialsGrantRequest(server, directory, wrong, {}, plain);
    expect(await failure(oauth.processClientCredentialsResponse(server, directory, refused))).toMatchObject({
      code: oauth.WWW_AUTHENTICATE_CHALLENGE,
      status: 401,
    });
    const { memberAuthentication } = parties(sandbox);
    const random = oauth.validateAuthResponse(
      server,
      member,
      new URLSearchParams({ code: 'never-issued', iss: server.issuer }),
      oauth.expectNoState,
    );
    const unknown = await oauth.authorizationCodeGrantRequest(
      server,
      member,
      memberAuthentication,
      random,
      parties(sandbox).redirectUri,
      oauth.generateRandomCodeVerifier(),
      plain,
    );
    expect(await failure(oauth.processAuthorizationCodeResponse(server, member, unknown))).toMatchObject({
      code: oauth.RESPONSE_BODY_ERROR,
      error: 'invalid_grant',
    });
  });

  it('is told that a grant type is unsupported', async () => {
    const sandbox = started();
    expect(await failure(unknownGrant(sandbox, await discover(sandbox)))).toMatchObject({
      code: oauth.RESPONSE_BODY_ERROR,
      error: 'unsupported_grant_type',
    });
  });
});

describe('oauth4webapi against the documented dialect', () => {
  const started = served('documented');

  it('finds no metadata', async () => {
    expect(await failure(discover(started()))).toMatchObject({ code: oauth.RESPONSE_IS_NOT_CONFORM });
  });

  it('rejects the token_type of the client-credentials response', async () => {
    const sandbox = started();
    const server = byHand(sandbox);
    const { directory, directoryAuthentication } = parties(sandbox);
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      directory,
      directoryAuthentication,
      {},
      plain,
    );
    expect(await failure(oauth.processClientCredentialsResponse(server, directory, response))).toMatchObject({
      code: oauth.UNSUPPORTED_OPERATION,
      message: 'unsupported `token_type` value',
    });
  });

  it('rejects the token_type of the authorization-code response', async () => {
    const sandbox = started();
    const server = byHand(sandbox);
    const response = await exchangedCode(sandbox, server);
    const { member } = parties(sandbox);
    expect(await failure(oauth.processAuthorizationCodeResponse(server, member, response))).toMatchObject({
      code: oauth.UNSUPPORTED_OPERATION,
      message: 'unsupported `token_type` value',
    });
  });

  it('is not told that a grant type is unsupported', async () => {
    expect(await failure(unknownGrant(started(), byHand(started())))).toMatchObject({
      code: oauth.WWW_AUTHENTICATE_CHALLENGE,
      status: 401,
    });
  });

  it('goes on when told that BearerToken is known', async () => {
    const sandbox = started();
    const server = byHand(sandbox);
    const { member } = parties(sandbox);
    const token = await oauth.processAuthorizationCodeResponse(
      server,
      member,
      await exchangedCode(sandbox, server),
      { recognizedTokenTypes: { bearertoken: () => undefined } },
    );
    const url = `${sandbox.target.patientAccess}/Patient/${sandbox.session.member().patientId}`;
    expect((await read<Patient>(token.access_token, url)).resourceType).toBe('Patient');
  });
});
