import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { type ClientMetadata, type Configuration, Provider } from 'oidc-provider';
import { listen } from '../../mock-server/listen.ts';
import { oauth } from '../../suites/oauth/index.ts';
import { findRuleset } from '../../suites/rulesets.ts';
import type { Check } from '../../suites/runner/check.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import { fetchTransport } from '../../suites/runner/http.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { Session } from '../../suites/runner/session.ts';
import { createTarget, type Target } from '../../suites/runner/target.ts';

const secret = () => randomBytes(24).toString('base64url');
const redirectUri = 'https://app.example/callback';
const queryRedirectUri = 'https://app.example/callback?app=1';

const app = (id: string, redirectUris: string[]): ClientMetadata & { client_secret: string } => ({
  client_id: id,
  client_secret: secret(),
  redirect_uris: redirectUris,
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
});

/** A running oidc-provider with the descriptor of it. */
export interface OidcProvider {
  /** No FHIR base: what is judged is its OAuth. */
  readonly target: Target;
  /** Its userinfo endpoint stands at `Patient` of this base, as the one protected resource it has. */
  readonly protectedBase: string;
  /** What it could not handle (HTTP 500). */
  readonly crashes: readonly Error[];
  close(): Promise<void>;
}

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

/** A way to run it badly. */
export interface Misconfiguration {
  /** Take the place of the settings below. */
  readonly settings?: Configuration;
  /** Spoils a response on its way out. */
  readonly spoil?: (context: Context) => void;
}

/**
 * Starts npm `oidc-provider` on a free loopback port, with its own login and consent pages: two confidential
 * authorization-code clients, one for client credentials, PKCE required, opaque tokens, refresh tokens for every
 * client registered for them.
 */
export async function startOidcProvider({ settings, spoil }: Misconfiguration = {}): Promise<OidcProvider> {
  const listener = await listen('127.0.0.1', 0);
  const member = app('member-app', [redirectUri, queryRedirectUri, 'https://app.example/other']);
  const native = {
    client_id: 'native-app',
    redirect_uris: ['http://127.0.0.1/callback'],
    application_type: 'native' as const,
    token_endpoint_auth_method: 'none' as const,
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
  };
  const encoded = {
    client_id: 'finder: 50% + x',
    client_secret: `${secret()}:%+ `,
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  };
  const second = app('second-app', ['https://second.example/callback']);
  const directory = {
    client_id: 'directory-app',
    client_secret: secret(),
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  };
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const provider = new Provider(listener.url, {
    clients: [member, second, directory, encoded, native],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' }] },
    cookies: { keys: [secret()] },
    features: {
      devInteractions: { enabled: true },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      introspection: { enabled: true },
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    routes: { userinfo: '/fhir/Patient' },
    pkce: { required: () => true },
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    ...settings,
  });
  const crashes: Error[] = [];
  provider.on('server_error', (_context, error) => crashes.push(error));
  if (spoil)
    provider.use(async (context, next) => {
      await next();
      spoil(context);
    });
  listener.serve(provider.callback());
  return {
    target: createTarget({
      name: 'oidc-provider',
      synthetic: true,
      oauth: { token: `${listener.url}/token`, authorize: `${listener.url}/auth`, scope: 'openid' },
      clients: {
        directory: { id: directory.client_id, secret: directory.client_secret },
        member: {
          id: member.client_id,
          secret: member.client_secret,
          redirectUri,
          otherRedirectUri: 'https://app.example/other',
          queryRedirectUri,
          name: member.client_id,
        },
        second: {
          id: second.client_id,
          secret: second.client_secret,
          redirectUri: 'https://second.example/callback',
        },
        encoded: { id: encoded.client_id, secret: encoded.client_secret },
        native: { id: native.client_id, redirectUri: 'http://127.0.0.1/callback' },
      },
      members: [
        { userName: 'ada', password: 'correct horse' },
        { userName: 'grace', password: 'battery staple' },
      ],
      limits: { requestsPerSecond: 0, concurrency: 4 },
    }),
    protectedBase: `${listener.url}/fhir`,
    crashes,
    close: () => listener.close(),
  };
}

/** The results of checks of the oauth suite against a target, by check id. */
export async function judgeOauth(
  target: Target,
  checks: readonly Check[] = oauth.checks,
  rules = 'portal',
): Promise<ReadonlyMap<string, CheckResult>> {
  const ruleset = findRuleset(rules);
  const session = new Session({
    target,
    ...(ruleset && { ruleset }),
    transport: fetchTransport,
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
  const results = new Map<string, CheckResult>();
  for (const check of checks) results.set(check.id, (await executeCheck(check, session)).result);
  return results;
}
