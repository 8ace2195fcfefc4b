import { deviation } from '../../deviations.ts';
import { type Check, portal, rfc, smartLaunch } from '../../runner/check.ts';
import { type CheckContext, DoesNotApply, type Expectation } from '../../runner/context.ts';
import { headerOf } from '../../runner/http.ts';
import type { GivenToken } from '../../runner/session.ts';

type Grant = 'directory' | 'member';

interface Row
  extends Pick<Check, 'title' | 'level' | 'requirements' | 'clauses' | 'why' | 'fix' | 'detects'> {
  readonly id: string;
  readonly companionOf?: Check['companionOf'];
  readonly under?: Check['under'];
  readonly grants?: readonly Grant[];
  /** Why the check does not apply when no response has what it is about. */
  readonly absent?: string;
  readonly judge: (token: GivenToken, t: CheckContext, grant: Grant) => Expectation | undefined;
}

/** One expectation on every token response of the run: the client-credentials one and the authorization-code one. */
function member({ id, judge, grants = ['directory', 'member'], absent, ...facts }: Row): Check {
  return {
    ...facts,
    id: `oauth.response.${id}`,
    needs: [],
    async run(t) {
      const { clients } = t.target;
      for (const grant of grants) {
        if (!clients[grant]) continue;
        const token =
          grant === 'directory' ? await t.session.directoryToken() : await t.session.memberToken();
        const expectation = judge(token, t, grant);
        if (expectation) t.expect({ ...expectation, evidence: [t.cite(token.exchange)] });
      }
      if (t.findings.length === 0 && absent !== undefined) throw new DoesNotApply(absent);
    },
  };
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

const CLOCK_SKEW_MS = 5 * 60 * 1000;

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
    title: 'expires_in, when present, is a positive JSON number of seconds',
    level: 'SHALL',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1'), rfc(6749, 'A.14'), portal('authorization code, step 6')],
    why: 'Clients compute from it when to refresh; with a text they refresh never or always.',
    fix: 'Send the lifetime in seconds as a JSON number, such as 3600.',
    detects: ['response.expires-in-with-a-unit'],
    absent: 'no response has expires_in',
    judge: ({ body: { expires_in: value } }) =>
      value === undefined
        ? undefined
        : {
            ok: typeof value === 'number' && Number.isInteger(value) && value > 0,
            what: 'lifetime',
            where: 'member "expires_in"',
            expected: 'a JSON integer of seconds',
            received: show(value),
            deviation: typeof value === 'string' && /^\d{1,10}$/.test(value) ? 'DEV-02' : undefined,
            cost: deviation('DEV-02').cost,
          },
  }),
  member({
    id: 'expires-in-present',
    title: 'The response says how long the token lives',
    level: 'SHOULD',
    requirements: ['AC-10', 'CC-3'],
    clauses: [rfc(6749, '5.1')],
    why: 'Without it a client learns of the end of its token by a failing request.',
    fix: 'Send expires_in with every token response.',
    detects: ['response.expires-in-missing'],
    judge: ({ body: { expires_in: value, expiry_time: documented } }) => ({
      ok: value !== undefined,
      what: 'lifetime',
      where: 'member "expires_in"',
      expected: 'present',
      received: documented === undefined ? show(value) : 'expiry_time, which no client reads',
    }),
  }),
  member({
    id: 'expires-in-sane',
    title: 'An access token lives an hour at most',
    level: 'SHOULD',
    requirements: ['AC-10'],
    clauses: [rfc(6750, '5.3'), rfc(9700, '4.10')],
    why: 'A bearer token that leaks works until it expires; a life in milliseconds makes clients keep dead ones for months.',
    fix: 'Issue tokens for an hour or less, and refresh tokens beside them; state the life in seconds.',
    detects: ['response.expires-in-milliseconds'],
    companionOf: ['response.expires-in-with-a-unit'],
    absent: 'no response has expires_in',
    judge: ({ body: { expires_in: value } }) =>
      value === undefined
        ? undefined
        : {
            ok: Number(value) >= 1 && Number(value) <= 3600,
            what: 'lifetime',
            where: 'member "expires_in"',
            expected: '1 to 3600 seconds',
            received: Number(value) > 31_536_000 ? `${show(value)}: milliseconds?` : show(value),
          },
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
    id: 'pragma',
    title: 'Token responses carry Pragma: no-cache',
    level: 'SHALL',
    under: 'smart',
    requirements: [],
    clauses: [rfc(6749, '5.1'), smartLaunch('obtain-access-token')],
    why: 'Caches of HTTP/1.0 know no Cache-Control.',
    fix: 'Send Pragma: no-cache beside Cache-Control: no-store.',
    detects: ['response.pragma-missing'],
    companionOf: ['response.cacheable'],
    judge: ({ exchange }) => {
      const value = headerOf(exchange, 'pragma');
      return {
        ok: value !== undefined && /\bno-cache\b/i.test(value),
        what: 'caching by HTTP/1.0',
        where: 'header Pragma',
        expected: 'no-cache',
        received: value ?? 'no such header',
      };
    },
  }),
  member({
    id: 'issued-at',
    title: 'issued_at, when present, is now in milliseconds',
    level: 'MAY',
    requirements: ['AC-10'],
    clauses: [portal('authorization code, step 6')],
    why: 'Apps that compute the end of a token from it are off by a factor of a thousand when the unit is another.',
    fix: 'Send milliseconds since 1970 as shown in the documentation, or leave the member out.',
    detects: ['response.issued-at-in-seconds'],
    absent: 'no response has issued_at',
    judge: ({ body: { issued_at: value }, exchange }) => {
      if (value === undefined) return undefined;
      const now = Date.parse(headerOf(exchange, 'date') ?? '') || exchange.startedAt;
      const seconds = Math.abs(Number(value) * 1000 - now) < CLOCK_SKEW_MS;
      return {
        ok: Math.abs(Number(value) - now) < CLOCK_SKEW_MS,
        what: 'time of issue',
        where: 'member "issued_at"',
        expected: 'milliseconds since 1970, within five minutes of the response',
        received: seconds ? `${show(value)}: seconds?` : show(value),
      };
    },
  }),
  member({
    id: 'client-id-echo',
    title: 'client_id, when present, is the caller’s',
    level: 'MAY',
    requirements: ['AC-10'],
    clauses: [portal('authorization code, step 6')],
    why: 'A response that names another app was made for another app.',
    fix: 'Send the id of the authenticated client, or leave the member out.',
    detects: ['response.client-id-of-another'],
    absent: 'no response has client_id',
    judge: ({ body: { client_id: value } }, t, grant) =>
      value === undefined
        ? undefined
        : {
            ok: value === t.target.clients[grant]?.id,
            what: 'client of the response',
            where: 'member "client_id"',
            expected: 'the id of the client that asked',
            received: show(value),
          },
  }),
  member({
    id: 'patient-context',
    title: 'A token of a member names the patient',
    level: 'SHALL',
    under: 'smart',
    grants: ['member'],
    requirements: [],
    clauses: [smartLaunch('launch-context-arrives-with-your-access_token')],
    why: 'An app learns from it whose record it may read.',
    fix: 'Send "patient" with the id of the member’s Patient.',
    detects: ['response.patient-missing'],
    judge: ({ body: { patient } }, t) => {
      const known = t.session.member().patientId;
      return {
        ok: typeof patient === 'string' && (known === undefined || patient === known),
        what: 'patient in context',
        where: 'member "patient"',
        expected: known ?? 'the id of a Patient',
        received: show(patient),
      };
    },
  }),
  member({
    id: 'refresh-token',
    title: 'The member flow gives a refresh token',
    level: 'SHOULD',
    grants: ['member'],
    requirements: ['AC-10', 'AC-13'],
    clauses: [portal('authorization code, step 6')],
    why: 'Without it a member must sign in every hour.',
    fix: 'Issue refresh_token with the authorization-code grant.',
    detects: ['response.refresh-token-missing'],
    judge: ({ refreshToken }, t) => ({
      ok: refreshToken !== undefined,
      what: 'refresh token',
      where: 'member "refresh_token"',
      expected: 'a text',
      received: refreshToken === undefined ? 'absent' : 'a text',
      ...(t.target.oauth.scope && !t.target.oauth.scope.includes('offline_access')
        ? { cost: 'No refresh without offline_access may be meant: ask for it in oauth.scope.' }
        : {}),
    }),
  }),
  member({
    id: 'no-refresh-for-clients',
    title: 'Client credentials give no refresh token',
    level: 'SHOULD',
    grants: ['directory'],
    requirements: ['CC-3'],
    clauses: [rfc(6749, '4.4.3')],
    why: 'A client that has a secret needs none; it is one more secret to lose.',
    fix: 'Issue refresh_token with the authorization-code grant only.',
    detects: ['response.refresh-token-for-clients'],
    judge: ({ refreshToken }) => ({
      ok: refreshToken === undefined,
      what: 'refresh token',
      where: 'member "refresh_token"',
      expected: 'absent',
      received: refreshToken === undefined ? 'absent' : 'a text',
    }),
  }),
];
