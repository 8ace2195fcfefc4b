import * as client from 'openid-client';
import { describe, expect, it } from 'vitest';
import { failure, patientStatus, playMember, type ServedSandbox, served } from './sandbox.fixture.ts';

const scope = 'openid fhirUser offline_access launch/patient patient/*.rs';

function discovered({ issuer, memberApp }: ServedSandbox): Promise<client.Configuration> {
  const authentication = client.ClientSecretBasic(memberApp.secret);
  const execute = [client.allowInsecureRequests];
  return client.discovery(issuer, memberApp.id, memberApp.secret, authentication, { execute });
}

/** What an app has to write down itself where no metadata is published. */
function byHand({ issuer, memberApp, target }: ServedSandbox): client.Configuration {
  const configuration = new client.Configuration(
    {
      issuer: issuer.origin,
      authorization_endpoint: target.oauth.authorize ?? '',
      token_endpoint: target.oauth.token,
      revocation_endpoint: `${issuer.origin}/oauth/v1/revoke`,
    },
    memberApp.id,
    memberApp.secret,
    client.ClientSecretBasic(memberApp.secret),
  );
  client.allowInsecureRequests(configuration);
  return configuration;
}

/** Login, consent and the exchange of the code. */
async function signIn(sandbox: ServedSandbox, configuration: client.Configuration, scope: string) {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const expectedNonce = scope.startsWith('openid') ? client.randomNonce() : undefined;
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: sandbox.memberApp.redirectUri,
    scope,
    state: expectedState,
    ...(expectedNonce !== undefined && { nonce: expectedNonce }),
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  return client.authorizationCodeGrant(configuration, await playMember(sandbox, url), {
    pkceCodeVerifier,
    expectedState,
    ...(expectedNonce !== undefined && { expectedNonce, idTokenExpected: true }),
  });
}

/** What an app can do until its plan answers as RFC 6749 §7.1 has it: say Bearer where the plan says BearerToken. */
const asBearer: client.CustomFetch = async (url, options) => {
  const response = await fetch(url, options as RequestInit);
  const text = (await response.text()).replace('"token_type":"BearerToken"', '"token_type":"Bearer"');
  return new Response(text === '' ? null : text, response);
};

describe('openid-client against the standard dialect', () => {
  const started = served('standard');

  it('signs a member in with an id_token that holds, reads, refreshes and revokes', async () => {
    const sandbox = started();
    const configuration = await discovered(sandbox);
    client.enableNonRepudiationChecks(configuration);
    const tokens = await signIn(sandbox, configuration, scope);
    const { patientId } = sandbox.session.member();
    expect(tokens.claims()).toMatchObject({
      aud: sandbox.memberApp.id,
      fhirUser: `${sandbox.target.patientAccess}/Patient/${patientId}`,
    });
    expect([tokens.patient, tokens.scope, tokens.expiresIn()]).toEqual([
      patientId,
      scope,
      expect.any(Number),
    ]);
    expect(await patientStatus(sandbox, tokens.access_token)).toBe(200);
    const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(refreshed.access_token).not.toBe(tokens.access_token);
    expect(await patientStatus(sandbox, refreshed.access_token)).toBe(200);
    await client.tokenRevocation(configuration, refreshed.refresh_token ?? '');
    expect(await patientStatus(sandbox, refreshed.access_token)).toBe(401);
    expect(
      await failure(client.refreshTokenGrant(configuration, refreshed.refresh_token ?? '')),
    ).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('learns from introspection what a token is good for', async () => {
    const sandbox = started();
    const configuration = await discovered(sandbox);
    const { access_token } = await signIn(sandbox, configuration, scope);
    expect(await client.tokenIntrospection(configuration, access_token)).toMatchObject({
      active: true,
      scope,
    });
  });
});

describe('openid-client against the documented dialect', () => {
  const started = served('documented');

  it('finds no metadata', async () => {
    expect(await failure(discovered(started()))).toMatchObject({ code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' });
  });

  it('rejects the token_type of the token response', async () => {
    const sandbox = started();
    const signedIn = signIn(sandbox, byHand(sandbox), 'launch/patient offline_access patient/*.read');
    expect(await failure(signedIn)).toMatchObject({
      code: 'OAUTH_UNSUPPORTED_OPERATION',
      message: 'unsupported operation',
      cause: { message: 'unsupported `token_type` value' },
    });
  });

  it('goes through once a fetch of the app’s own says Bearer', async () => {
    const sandbox = started();
    const configuration = byHand(sandbox);
    configuration[client.customFetch] = asBearer;
    const tokens = await signIn(sandbox, configuration, 'launch/patient offline_access patient/*.read');
    expect(await patientStatus(sandbox, tokens.access_token)).toBe(200);
    const refreshed = await client.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(await patientStatus(sandbox, refreshed.access_token)).toBe(200);
    await client.tokenRevocation(configuration, refreshed.refresh_token ?? '');
    expect(await patientStatus(sandbox, refreshed.access_token)).toBe(401);
  });
});
