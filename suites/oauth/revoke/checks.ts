import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, type Expectation, NotExercised } from '../../runner/context.ts';
import type { HttpRequest, RawExchange } from '../../runner/http.ts';
import { refreshRequest } from '../../runner/oauth.ts';
import { ask, nothingGiven } from '../bearer/ask.ts';
import { endpointRequest } from '../endpoint-request.ts';
import { status, tokenRefused, withoutSecurity } from '../judge.ts';
import { endpoint } from '../metadata.ts';

const facts = { requirements: [], under: 'smart', last: true } as const;
const ofApi = ['member client', 'patient access'] as const;

async function revoke(t: CheckContext, token: string, as = t.session.memberClient()): Promise<RawExchange> {
  return t.send(endpointRequest(await endpoint(t, 'revoke'), token, as));
}

function read(t: CheckContext, accessToken: string): Promise<RawExchange> {
  return ask(t, `${t.target.patientAccess}/Patient`, `Bearer ${accessToken}`);
}

/** A token of its own that works. @throws NotExercised when it does not */
async function working(t: CheckContext) {
  await endpoint(t, 'revoke');
  const token = await t.session.newMemberToken((request: HttpRequest) => t.send(request));
  const before = await read(t, token.accessToken);
  if (before.response.status !== 200)
    throw new NotExercised(`the token did not work before (HTTP ${before.response.status})`);
  return token;
}

/** What another client achieved by revoking a token that is not its own. */
export function judgeForeignRevocation(answer: RawExchange, after: RawExchange): Expectation {
  return {
    ok: after.response.status === 200,
    part: 'security',
    what: 'a token after another client revoked it',
    expected: 'it still works',
    received: `HTTP ${after.response.status}`,
    cost: 'One app can end the sessions of all members of another.',
    evidence: [answer, after],
  };
}

export const revocation: readonly Check[] = [
  {
    ...facts,
    id: 'oauth.revoke.access-token',
    title: 'A revoked access token ends',
    level: 'SHALL',
    security: true,
    clauses: [rfc(7009, '2.1'), rfc(7009, '2.2')],
    why: 'A member who signs out of an app expects that it stops reading.',
    fix: 'End the token before answering 200.',
    detects: ['revoke.access-token-survives'],
    companionOf: ['response.access-token-guessable'],
    needs: ofApi,
    async run(t) {
      const { accessToken } = await working(t);
      t.judge(status(await revoke(t, accessToken), 200), nothingGiven(await read(t, accessToken)));
    },
  },
  {
    ...facts,
    id: 'oauth.revoke.refresh-token',
    title: 'A revoked refresh token ends',
    level: 'SHALL',
    security: true,
    clauses: [rfc(7009, '2.1')],
    why: 'It is the refresh token that keeps an app connected for months.',
    fix: 'End the grant of a revoked refresh token.',
    detects: ['revoke.refresh-token-survives'],
    companionOf: ['refresh.not-served'],
    needs: ['member client'],
    async run(t) {
      await endpoint(t, 'revoke');
      const { refreshToken } = await t.session.newMemberToken((request: HttpRequest) => t.send(request));
      if (refreshToken === undefined) throw new NotExercised('the server issues no refresh token');
      t.expect(status(await revoke(t, refreshToken), 200));
      const refresh = await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken));
      t.judge(...tokenRefused(refresh, { status: [400], error: ['invalid_grant'] }));
    },
  },
  {
    ...facts,
    id: 'oauth.revoke.cascade',
    title: 'With a revoked refresh token its access tokens end',
    level: 'SHOULD',
    clauses: [rfc(7009, '2.1')],
    why: 'An hour of reading after "disconnect" is an hour too long.',
    fix: 'End the access tokens of the grant too.',
    detects: ['revoke.cascade-missing'],
    companionOf: ['revoke.refresh-token-survives'],
    needs: ofApi,
    async run(t) {
      const { accessToken, refreshToken } = await working(t);
      if (refreshToken === undefined) throw new NotExercised('the server issues no refresh token');
      await revoke(t, refreshToken);
      t.judge(...withoutSecurity([nothingGiven(await read(t, accessToken))]));
    },
  },
  {
    ...facts,
    id: 'oauth.revoke.unknown-token',
    title: 'Revoking an unknown token is answered with 200',
    level: 'SHALL',
    clauses: [rfc(7009, '2.2')],
    why: 'What the client wanted is so already; an error makes it try again.',
    fix: 'Answer 200 whether or not the token was known.',
    detects: ['revoke.unknown-token-is-an-error'],
    needs: ['member client'],
    async run(t) {
      t.expect(status(await revoke(t, t.session.random()), 200));
    },
  },
  {
    ...facts,
    id: 'oauth.revoke.other-client',
    title: 'A token is not ended by another client',
    level: 'SHALL',
    security: true,
    clauses: [rfc(7009, '2.1')],
    why: 'Else any registered app can cut off all others.',
    fix: 'Compare the client of the token with the authenticated client.',
    detects: ['revoke.client-not-compared'],
    needs: ['member client', 'second client', 'patient access'],
    async run(t) {
      const { second } = t.target.clients;
      if (!second) return;
      const { accessToken } = await working(t);
      const answer = await revoke(t, accessToken, second);
      t.expect(judgeForeignRevocation(answer, await read(t, accessToken)));
    },
  },
];
