import { type Check, rfc, smartLaunch } from '../../runner/check.ts';
import type { CheckContext } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { refreshRequest, tokenRequest } from '../../runner/oauth.ts';
import { ask } from '../bearer/ask.ts';
import { status, type TokenError, tokenGiven, tokenRefused } from '../judge.ts';
import { refresh, refreshable } from './tokens.ts';

const needs = ['member client'] as const;
const requirements = ['AC-13'];
const invalidGrant: TokenError = { status: [400], error: ['invalid_grant'] };

interface Refusal extends Pick<Check, 'title' | 'clauses' | 'why' | 'fix' | 'detects' | 'companionOf'> {
  readonly id: string;
  readonly needs?: Check['needs'];
  readonly expects?: TokenError;
  /** Sends what must be refused, last. */
  readonly send: (t: CheckContext) => Promise<RawExchange>;
}

/** A refresh that must be refused: nothing is given, and the refusal has its form. */
function refused({ id, expects = invalidGrant, send, ...facts }: Refusal): Check {
  return {
    requirements,
    needs,
    ...facts,
    id: `oauth.refresh.${id}`,
    level: 'SHALL',
    security: true,
    async run(t) {
      t.judge(...tokenRefused(await send(t), expects));
    },
  };
}

export const refreshGrant: Check = {
  id: 'oauth.refresh.grant',
  title: 'A refresh token gets a new access token',
  level: 'SHOULD',
  levelUnder: { smart: 'SHALL' },
  requirements,
  clauses: [rfc(6749, '6')],
  why: 'A refresh token that cannot be used makes the member sign in again every hour.',
  fix: 'Serve grant_type=refresh_token, or issue no refresh token.',
  detects: ['refresh.not-served'],
  needs,
  async run(t) {
    const { refreshToken } = await refreshable(t);
    t.judge(...tokenGiven(await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken))));
  },
};

export const refreshMembers: Check = {
  id: 'oauth.refresh.members',
  title: 'The answer to a refresh states lifetime and scope',
  level: 'SHALL',
  under: 'smart',
  requirements,
  clauses: [smartLaunch('refresh-access-token')],
  why: 'The app has nothing else to tell it when to refresh again, and what it may still read.',
  fix: 'Send expires_in and scope with refreshed tokens as with the first.',
  detects: ['refresh.scope-untold'],
  companionOf: [
    'response.expires-in-missing',
    'authorize.default-scope-untold',
    'response.scope-empty-though-requested',
  ],
  needs,
  async run(t) {
    const { exchange } = await refresh(t, (await refreshable(t)).refreshToken);
    const body = jsonObjectOf(exchange);
    for (const name of ['expires_in', 'scope'])
      t.expect({
        ok: body?.[name] !== undefined && body[name] !== '',
        what: 'refreshed token',
        where: `member "${name}"`,
        expected: 'present',
        received: body?.[name] === undefined ? 'absent' : JSON.stringify(body[name]),
        evidence: [exchange],
      });
  },
};

export const refreshedTokenWorks: Check = {
  id: 'oauth.refresh.new-token-works',
  title: 'The refreshed token opens the API',
  level: 'SHALL',
  requirements,
  clauses: [rfc(6749, '6'), rfc(6749, '1.5')],
  why: 'A refresh that gives a dead token looks like success to the app, and like a fault to the member.',
  fix: 'Issue the refreshed token for the same grant.',
  detects: ['refresh.token-without-grant'],
  needs: ['member client', 'patient access'],
  async run(t) {
    const { exchange } = await refresh(t, (await refreshable(t)).refreshToken);
    const token = String(jsonObjectOf(exchange)?.access_token);
    t.expect(status(await ask(t, `${t.target.patientAccess}/Patient`, `Bearer ${token}`), 200));
  },
};

export const refreshRefusals: readonly Check[] = [
  refused({
    id: 'random-token-refused',
    title: 'A refresh token that was never issued is refused',
    clauses: [rfc(6749, '5.2'), rfc(6749, '6')],
    why: 'A guessed refresh token must not open a member’s record.',
    fix: 'Refuse with 400 "invalid_grant".',
    detects: ['refresh.any-token-accepted'],
    companionOf: ['refresh.not-served'],
    send: (t) => t.send(refreshRequest(t.target, t.session.memberClient(), t.session.random())),
  }),
  refused({
    id: 'other-client-refused',
    title: 'A refresh token is refused to any client but its own',
    clauses: [rfc(6749, '6'), rfc(6749, '10.4')],
    why: 'A refresh token that leaks would else serve every registered app for as long as it lives.',
    fix: 'Store the client with the refresh token and compare it with the authenticated client.',
    detects: ['refresh.client-not-compared'],
    companionOf: ['refresh.not-served'],
    needs: ['member client', 'second client'],
    async send(t) {
      const { refreshToken } = await refreshable(t);
      const second = t.target.clients.second ?? t.session.memberClient();
      return t.send(refreshRequest(t.target, second, refreshToken));
    },
  }),
  refused({
    id: 'secret-required',
    title: 'A refresh token is refused to its client without the client secret',
    clauses: [rfc(6749, '6'), rfc(6749, '3.2.1')],
    why: 'The client id is public: a refresh token found on a lost phone would do alone.',
    fix: 'Authenticate confidential clients before looking at the refresh token.',
    detects: ['refresh.authentication-optional'],
    companionOf: ['token.authentication-optional'],
    expects: { status: [401, 400], error: ['invalid_client', 'invalid_request'] },
    async send(t) {
      const { refreshToken } = await refreshable(t);
      const { id } = t.session.memberClient();
      return t.send(
        tokenRequest(t.target, {
          form: { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: id },
        }),
      );
    },
  }),
  refused({
    id: 'access-token-refused',
    title: 'An access token is refused as refresh token',
    clauses: [rfc(6749, '1.5'), rfc(6749, '6')],
    why: 'An access token that leaks could be renewed for ever.',
    fix: 'Keep the two kinds apart, by store or by purpose of the seal.',
    detects: ['refresh.access-token-accepted'],
    companionOf: ['refresh.not-served', 'refresh.any-token-accepted'],
    async send(t) {
      const { accessToken } = await t.session.memberToken();
      return t.send(refreshRequest(t.target, t.session.memberClient(), accessToken));
    },
  }),
];
