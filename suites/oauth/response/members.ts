import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc } from '../../runner/check.ts';
import type { CheckContext, Expectation } from '../../runner/context.ts';
import { headerOf } from '../../runner/http.ts';
import type { GivenToken } from '../../runner/session.ts';

interface Row
  extends Pick<Check, 'title' | 'level' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects'> {
  readonly id: string;
  readonly companionOf?: Check['companionOf'];
  readonly judge: (
    token: GivenToken,
    t: CheckContext,
    grant: 'directory' | 'member',
  ) => Expectation | undefined;
}

/** One expectation on every token response of the run: the client-credentials one and the authorization-code one. */
function member({ id, judge, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.response.${id}`,
    needs: [],
    async run(t) {
      const { clients } = t.target;
      for (const [grant, configured] of [
        ['directory', clients.directory],
        ['member', clients.member],
      ] as const) {
        if (!configured) continue;
        const token =
          grant === 'directory' ? await t.session.directoryToken() : await t.session.memberToken();
        const expectation = judge(token, t, grant);
        if (expectation) t.expect({ ...expectation, evidence: [t.cite(token.exchange)] });
      }
    },
  };
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

export const responseMembers: readonly Check[] = [
  member({
    id: 'token-type',
    title: 'token_type is Bearer',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1'), rfc(6749, '7.1'), rfc(6750, '4'), portal('authorization code, step 6')],
    why: 'A client must not use a token whose type it does not know; stock libraries stop here.',
    fix: 'Send "token_type": "Bearer".',
    detects: ['response.token-type-unknown'],
    judge: ({ body }) => ({
      ok: typeof body.token_type === 'string' && body.token_type.toLowerCase() === 'bearer',
      what: 'token type',
      where: 'member "token_type"',
      expected: '"Bearer", in any case',
      received: show(body.token_type),
      deviation: body.token_type === 'BearerToken' ? 'DEV-01' : undefined,
      cost: deviation('DEV-01').cost,
    }),
  }),
  member({
    id: 'expires-in',
    title: 'expires_in is a positive JSON number of seconds',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1'), rfc(6749, 'A.14'), portal('authorization code, step 6')],
    why: 'Clients compute from it when to refresh; with a text or a wrong unit they refresh never or always.',
    fix: 'Send the lifetime in seconds as a JSON number, such as 3600.',
    detects: ['response.expires-in-milliseconds'],
    judge: ({ body: { expires_in: value } }) => ({
      ok: typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 31_536_000,
      what: 'lifetime',
      where: 'member "expires_in"',
      expected: 'a JSON integer of seconds, at most a year',
      received: show(value),
      deviation: typeof value === 'string' && /^\d{1,10}$/.test(value) ? 'DEV-02' : undefined,
      cost: deviation('DEV-02').cost,
    }),
  }),
  member({
    id: 'scope',
    title: 'scope, when present, is one or more scope tokens',
    level: 'SHALL',
    requirements: ['AC-10'],
    clauses: [rfc(6749, '3.3'), rfc(6749, '5.1'), rfc(6749, 'A.4'), portal('authorization code, step 6')],
    why: 'The member may have granted less than was asked; only scope tells the app.',
    fix: 'List what was granted, space-separated; leave the member out only when it equals the request.',
    detects: ['response.scope-empty-though-requested'],
    judge: ({ body: { scope } }, t, grant) => {
      const requested = grant === 'directory' ? t.target.clients.directory?.scope : t.target.oauth.scope;
      // Nothing asked for and nothing listed: an empty scope has no other form (Appendix A.4).
      if (scope === undefined && requested === undefined) return undefined;
      return {
        ok: scope === undefined || (typeof scope === 'string' && scopeToken.test(scope)),
        what: 'granted scope',
        where: 'member "scope"',
        expected: 'scope tokens separated by single spaces',
        received: show(scope),
        deviation: scope === '' && requested === undefined ? 'DEV-03' : undefined,
        cost: deviation('DEV-03').cost,
      };
    },
  }),
  member({
    id: 'access-token',
    title: 'access_token has the characters and length of a bearer token',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6750, '2.1'), rfc(6749, '10.10')],
    why: 'Other characters cannot be sent in the Authorization header; a short token can be guessed.',
    fix: 'Issue at least 128 random or sealed bits in base64url.',
    detects: ['response.access-token-guessable'],
    judge: ({ accessToken }) => ({
      ok: /^[A-Za-z0-9\-._~+/]{22,}=*$/.test(accessToken),
      what: 'access token',
      where: 'member "access_token"',
      expected: 'at least 22 characters of b64token',
      received: `${accessToken.length} characters`,
    }),
  }),
  member({
    id: 'no-store',
    title: 'Token responses are not cached',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(6749, '5.1')],
    why: 'A cached token response hands the token to whoever asks the cache.',
    fix: 'Send Cache-Control: no-store with every token response.',
    detects: ['response.cacheable'],
    judge: ({ exchange }) => {
      const value = headerOf(exchange, 'cache-control');
      return {
        ok: value !== undefined && /\bno-store\b/i.test(value),
        what: 'caching',
        where: 'header Cache-Control',
        expected: 'no-store',
        received: value ?? 'no such header',
      };
    },
  }),
  member({
    id: 'content-type',
    title: 'Token responses are application/json',
    level: 'SHALL',
    requirements: [],
    clauses: [rfc(6749, '5.1')],
    why: 'Strict clients do not parse a body that does not say it is JSON.',
    fix: 'Send Content-Type: application/json.',
    detects: ['response.content-type-text'],
    judge: ({ exchange }) => {
      const value = headerOf(exchange, 'content-type');
      return {
        ok: value !== undefined && /^application\/json\s*(;|$)/i.test(value),
        what: 'media type',
        where: 'header Content-Type',
        expected: 'application/json',
        received: value ?? 'no such header',
      };
    },
  }),
  member({
    id: 'refresh-token',
    title: 'The member flow gives a refresh token, client credentials none',
    level: 'SHOULD',
    requirements: ['AC-10', 'AC-13'],
    clauses: [rfc(6749, '4.4.3'), portal('authorization code, step 6')],
    why: 'Without it a member must sign in every hour; for client credentials it is one more secret to lose.',
    fix: 'Issue refresh_token with the authorization-code grant only.',
    detects: ['response.refresh-token-missing'],
    judge: ({ refreshToken }, t, grant) => ({
      ok: (grant === 'member') === (refreshToken !== undefined),
      what: `refresh token of the ${grant} client`,
      where: 'member "refresh_token"',
      expected: grant === 'member' ? 'a text' : 'absent',
      received: refreshToken === undefined ? 'absent' : 'a text',
      ...(t.target.oauth.scope && !t.target.oauth.scope.includes('offline_access')
        ? { cost: 'No refresh without offline_access may be meant: ask for it in oauth.scope.' }
        : {}),
    }),
  }),
];
