import { type Check, rfc } from '../../runner/check.ts';
import { type Expectation, NotExercised } from '../../runner/context.ts';
import { type HttpRequest, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { codeExchange, refreshRequest, tokenRequest } from '../../runner/oauth.ts';
import { whyNot } from '../../runner/session.ts';
import { codeOf, play } from '../authorize/play.ts';
import { tokenRefused, withoutSecurity } from '../judge.ts';
import { notRotating, refresh, refreshable } from './tokens.ts';

const facts = { requirements: ['AC-13'], needs: ['member client'], last: true } as const;
const invalidGrant = { status: [400], error: ['invalid_grant'] } as const;
const PARALLEL = 5;

/** Refreshes at once: no internal error, and no two new families. */
export function judgeParallelRefresh(exchanges: readonly RawExchange[], used: string): Expectation[] {
  const rotated = exchanges.flatMap((exchange) => {
    const next = jsonObjectOf(exchange)?.refresh_token;
    return typeof next === 'string' && next !== used ? [next] : [];
  });
  const statuses = [...new Set(exchanges.map(({ response }) => response.status))].sort();
  return [
    {
      ok: statuses.every((status) => status < 500),
      what: `${exchanges.length} refreshes at once`,
      expected: 'no internal error',
      received: statuses.join(', '),
      evidence: exchanges,
    },
    {
      ok: new Set(rotated).size <= 1,
      what: 'new refresh tokens',
      expected: 'one at most',
      received: String(new Set(rotated).size),
      cost: 'Each lives on by itself: a stolen one is never noticed.',
      evidence: exchanges,
    },
  ];
}

export const rotation: readonly Check[] = [
  {
    ...facts,
    id: 'oauth.refresh.reuse-refused',
    title: 'A refresh token that was rotated is refused',
    level: 'SHALL',
    security: true,
    clauses: [rfc(9700, '4.14.2'), rfc(6749, '10.4')],
    why: 'Rotation without refusal of the old token protects nobody.',
    fix: 'Mark a refresh token as used in the same step that reads it; refuse it later with 400 "invalid_grant".',
    detects: ['refresh.reuse-accepted'],
    async run(t) {
      const { refreshToken } = await refreshable(t);
      const { rotated } = await refresh(t, refreshToken);
      if (!rotated) throw notRotating();
      const again = await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken));
      t.judge(...tokenRefused(again, invalidGrant));
    },
  },
  {
    ...facts,
    id: 'oauth.refresh.reuse-ends-family',
    title: 'When a rotated refresh token comes again, its successor ends',
    level: 'SHOULD',
    clauses: [rfc(9700, '4.14.2')],
    why: 'One of the two holders is a thief; only ending both stops him.',
    fix: 'Revoke the grant when a used refresh token comes again.',
    detects: ['refresh.reuse-leaves-family'],
    companionOf: ['refresh.reuse-accepted'],
    async run(t) {
      const { refreshToken } = await refreshable(t);
      const { next, rotated } = await refresh(t, refreshToken);
      if (!rotated) throw notRotating();
      await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken));
      const successor = await t.send(refreshRequest(t.target, t.session.memberClient(), next));
      t.judge(...withoutSecurity(tokenRefused(successor, invalidGrant)));
    },
  },
  {
    ...facts,
    id: 'oauth.refresh.parallel',
    title: 'Refreshes that come at once make no second family',
    level: 'SHOULD',
    clauses: [rfc(9700, '4.14.2')],
    why: 'Apps with several windows do refresh at once; a server that stumbles signs the member out, or splits the grant.',
    fix: 'Rotate in one atomic step.',
    detects: ['refresh.rotation-not-atomic'],
    companionOf: ['refresh.reuse-accepted'],
    async run(t) {
      const { refreshToken } = await refreshable(t);
      const request = refreshRequest(t.target, t.session.memberClient(), refreshToken);
      const exchanges = await Promise.all(Array.from({ length: PARALLEL }, () => t.send(request)));
      t.judge(...judgeParallelRefresh(exchanges, refreshToken));
    },
  },
  {
    ...facts,
    id: 'oauth.refresh.public-client-rotates',
    title: 'Refresh tokens of public clients are rotated',
    level: 'SHALL',
    security: true,
    clauses: [rfc(9700, '2.2.2')],
    why: 'A public client has no secret: a refresh token copied from a phone works until the rotation gives it away.',
    fix: 'Rotate refresh tokens of public clients at every use, or bind them to a key of the device.',
    detects: ['refresh.public-not-rotated'],
    needs: ['member client', 'native client'],
    async run(t) {
      const { native } = t.target.clients;
      if (!native) return;
      const send = (request: HttpRequest) => t.send(request);
      const pkce = t.session.pkce();
      const end = await play(t, { client: native, pkce, state: t.session.random(12) });
      const code = codeOf(end);
      if (code === undefined) throw new NotExercised(`the native client got no code: ${whyNot(end)}`);
      const client = { ...native, secret: '' };
      const grant = { client, code, pkce, redirectUri: native.redirectUri };
      const { authorization: _, ...headers } = codeExchange(t.target, grant).headers ?? {};
      const asPublic = codeExchange(t.target, grant, { client_id: native.id });
      const first = jsonObjectOf(await send({ ...asPublic, headers }));
      const refreshToken = first?.refresh_token;
      if (typeof refreshToken !== 'string') throw new NotExercised('the native client got no refresh token');
      const exchange = await send(
        tokenRequest(t.target, {
          form: { grant_type: 'refresh_token', refresh_token: refreshToken, client_id: native.id },
        }),
      );
      const next = jsonObjectOf(exchange);
      if (typeof next?.access_token !== 'string')
        throw new NotExercised(`the refresh token was not served (HTTP ${exchange.response.status})`);
      const bound = next.token_type === 'DPoP' || next.cnf !== undefined;
      t.expect({
        ok: bound || (typeof next.refresh_token === 'string' && next.refresh_token !== refreshToken),
        part: 'security',
        what: 'refresh token after a refresh',
        where: 'member "refresh_token"',
        expected: 'another',
        received: next.refresh_token === undefined ? 'absent: the old one stays' : 'the same',
        evidence: [exchange],
      });
    },
  },
];
