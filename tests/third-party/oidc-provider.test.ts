import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { oauth } from '../../suites/oauth/index.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { type Explained, explained, explainedOfUserinfo } from './oidc-provider.findings.ts';
import {
  judgeOauth,
  type Misconfiguration,
  type OidcProvider,
  startOidcProvider,
} from './oidc-provider.fixture.ts';

vi.hoisted(() => {
  // It tells on the console, from its import on, what to change before production.
  vi.spyOn(console, 'info').mockReturnValue(undefined);
  vi.spyOn(console, 'warn').mockReturnValue(undefined);
});

type Results = ReadonlyMap<string, CheckResult>;

/** Checks that need more than one protected address. */
const ofMoreResources = new Set([
  'oauth.bearer.header',
  'oauth.bearer.two-places',
  'oauth.bearer.directory-token-on-member-data',
]);

/** The checks that one protected address at `Patient` can answer, and those that SMART adds. */
const ofOneResource = oauth.checks.filter(
  ({ id }) =>
    /^oauth\.(bearer|refresh|response|revoke|introspect|discovery|code\.replay)/.test(id) &&
    !ofMoreResources.has(id),
);

function outcomes(results: Results): Record<string, string> {
  return Object.fromEntries([...results].map(([id, { outcome }]) => [id, outcome]));
}

/** All pass, but for those explained. */
function foretold(ids: readonly string[], list: readonly Explained[]): Record<string, string> {
  const excepted = new Map(list.map(({ id, outcome }) => [id, outcome]));
  return Object.fromEntries(ids.map((id) => [id, excepted.get(id) ?? 'pass']));
}

function shown({ outcome, message = '', findings }: CheckResult): string[] {
  return outcome === 'fail' ? findings.filter(({ ok }) => !ok).map(({ received }) => received) : [message];
}

describe('the oauth suite against oidc-provider', () => {
  let server: OidcProvider;
  let results: Results;
  let ofUserinfo: Results;

  beforeAll(async () => {
    server = await startOidcProvider();
    results = await judgeOauth(server.target);
    ofUserinfo = await judgeOauth(
      { ...server.target, patientAccess: server.protectedBase },
      ofOneResource,
      'cms-2026',
    );
  });
  afterAll(() => server?.close());

  it('passes every check but those that are explained', () => {
    expect(outcomes(results)).toEqual(
      foretold(
        oauth.checks.map(({ id }) => id),
        explained,
      ),
    );
  });

  it.each(explained)('says of $id what is true of it', ({ id, shows }) => {
    const result = results.get(id);
    expect(result && shown(result)).toEqual(shows);
  });

  it('sees none of the departures of the portal documentation', () => {
    expect([...results.values()].flatMap(({ deviations }) => deviations)).toEqual([]);
  });

  it('judges each of its findings by what was recorded', () => {
    const unevidenced = [...results.values(), ...ofUserinfo.values()].flatMap(({ id, findings }) =>
      findings.filter(({ evidence }) => evidence.length === 0).map(({ what }) => `${id}: ${what}`),
    );
    expect(unevidenced).toEqual([]);
  });

  it('passes every check with userinfo for its API, and SMART’s, but those that are explained', () => {
    const ids = ofOneResource.map(({ id }) => id);
    const list = explainedOfUserinfo.filter(({ id }) => ids.includes(id));
    expect(outcomes(ofUserinfo)).toEqual(foretold(ids, list));
  });

  it.each(explainedOfUserinfo.filter(({ id }) => ofOneResource.some((check) => check.id === id)))(
    'says of $id at userinfo what is true of it',
    ({ id, shows }) => {
      const result = ofUserinfo.get(id);
      expect(result && shown(result)).toEqual(shows);
    },
  );

  it('does not make it crash', () => {
    expect(server.crashes).toEqual([]);
  });
});

describe('the oauth suite against oidc-provider run badly', () => {
  const misconfigurations: readonly (Misconfiguration & {
    readonly name: string;
    /** Outcomes that differ from those of the sound server. */
    readonly turns: Readonly<Record<string, string>>;
  })[] = [
    {
      name: 'PKCE left to the client',
      settings: { pkce: { required: () => false } },
      turns: { 'oauth.pkce.challenge-missing': 'fail' },
    },
    {
      name: 'no refresh tokens',
      settings: { issueRefreshToken: async () => false },
      turns: {
        'oauth.response.refresh-token': 'fail',
        'oauth.refresh.grant': 'skip',
        'oauth.refresh.other-client-refused': 'skip',
        'oauth.refresh.secret-required': 'skip',
        'oauth.refresh.scope-same': 'skip',
        'oauth.refresh.reuse-refused': 'skip',
        'oauth.refresh.reuse-ends-family': 'skip',
        'oauth.refresh.parallel': 'skip',
        'oauth.refresh.public-client-rotates': 'skip',
      },
    },
    {
      name: 'a proxy that drops Cache-Control',
      spoil: (context) => context.remove('cache-control'),
      turns: { 'oauth.response.no-store': 'fail', 'oauth.token.error-no-store': 'fail' },
    },
    {
      name: 'a proxy that drops challenges',
      spoil: (context) => context.remove('www-authenticate'),
      turns: { 'oauth.token.wrong-secret-challenge': 'fail' },
    },
    {
      name: 'a client library’s worst case: token_type mac',
      spoil: ({ body }) => {
        if (typeof body === 'object' && body !== null && 'token_type' in body) body.token_type = 'mac';
      },
      turns: { 'oauth.response.token-type': 'fail' },
    },
  ];

  it.each(misconfigurations)('finds $name, and nothing else', async ({ turns, ...misconfiguration }) => {
    const server = await startOidcProvider(misconfiguration);
    try {
      const results = await judgeOauth(server.target);
      const sound = foretold(
        oauth.checks.map(({ id }) => id),
        explained,
      );
      expect(outcomes(results)).toEqual({ ...sound, ...turns });
    } finally {
      await server.close();
    }
  });
});
