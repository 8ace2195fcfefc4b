import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, type Expectation, NotExercised } from '../../runner/context.ts';
import { jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { refreshRequest } from '../../runner/oauth.ts';
import type { GivenToken } from '../../runner/session.ts';
import { tokenRefused } from '../judge.ts';
import { isSameScope, scopesOf } from '../scopes.ts';
import { refresh, refreshable } from './tokens.ts';

const facts = { level: 'SHALL', requirements: ['AC-13'], needs: ['member client'] } as const;

/** A grant whose scope was asked for by name, so that it can be compared. */
async function scoped(
  t: CheckContext,
): Promise<{ token: GivenToken & { refreshToken: string }; granted: string; narrow: string | undefined }> {
  const { asked, narrow } = scopesOf(t.target);
  const token = await refreshable(t, { scope: asked, probing: true });
  const { scope } = token.body;
  return { token, granted: typeof scope === 'string' && scope !== '' ? scope : asked, narrow };
}

/** An absent scope means: as before (RFC 6749 §5.1). */
export function judgeScope(exchange: RawExchange, expected: string, what: string): Expectation {
  const scope = jsonObjectOf(exchange)?.scope;
  return {
    ok: scope === undefined || (typeof scope === 'string' && isSameScope(scope, expected)),
    what,
    where: 'member "scope"',
    expected: `"${expected}"`,
    received: scope === undefined ? 'absent' : JSON.stringify(scope),
    evidence: [exchange],
  };
}

/** @throws NotExercised when the descriptor's scope has no real part */
function part(narrow: string | undefined): string {
  if (narrow === undefined) throw new NotExercised('oauth.scope names no two scopes of data to choose from');
  return narrow;
}

export const refreshScope: readonly Check[] = [
  {
    ...facts,
    id: 'oauth.refresh.scope-same',
    title: 'A refresh without scope keeps the scope',
    clauses: [rfc(6749, '6')],
    why: 'The member’s decision holds for the whole life of the grant.',
    fix: 'Take the scope of the grant when the refresh request names none.',
    detects: ['refresh.scope-reset'],
    companionOf: ['response.scope-empty-though-requested'],
    async run(t) {
      const { token, granted } = await scoped(t);
      const { exchange } = await refresh(t, token.refreshToken);
      t.expect(judgeScope(exchange, granted, 'scope after a refresh'));
    },
  },
  {
    ...facts,
    id: 'oauth.refresh.scope-narrow',
    title: 'A refresh may ask for less, and the next one for all again',
    clauses: [rfc(6749, '6')],
    why: 'Apps hand weak tokens to their parts; the grant itself must not shrink by it.',
    fix: 'Give the access token the scope asked for, and the new refresh token that of the grant.',
    detects: ['refresh.scope-narrowing-ignored', 'refresh.scope-stays-narrow'],
    companionOf: ['refresh.scope-reset', 'response.scope-empty-though-requested'],
    async run(t) {
      const { token, granted, narrow } = await scoped(t);
      const asked = part(narrow);
      const first = await refresh(t, token.refreshToken, asked);
      t.expect({
        ...judgeScope(first.exchange, asked, 'scope of a refresh that asked for less'),
        ...(first.scope === undefined && { ok: true }),
      });
      const second = await refresh(t, first.next);
      t.expect(judgeScope(second.exchange, granted, 'scope of the refresh after it'));
    },
  },
  {
    ...facts,
    id: 'oauth.refresh.scope-widen-refused',
    title: 'A refresh may not ask for more than was granted',
    security: true,
    clauses: [rfc(6749, '6')],
    why: 'An app could take, an hour later, what the member refused.',
    fix: 'Compare with the scope of the grant; refuse more with 400 "invalid_scope".',
    detects: ['refresh.scope-widening-accepted'],
    companionOf: ['refresh.not-served'],
    async run(t) {
      const { asked, narrow } = scopesOf(t.target);
      const { refreshToken } = await refreshable(t, { scope: part(narrow), probing: true });
      const exchange = await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken, asked));
      const given = jsonObjectOf(exchange)?.scope;
      // A server may grant what it can of the request, as long as it says so.
      if (exchange.response.status === 200 && typeof given === 'string' && isSameScope(given, part(narrow)))
        t.expect({
          ok: false,
          what: 'a refresh that asked for more',
          expected: '400 invalid_scope',
          received: `the scope granted before, "${given}"`,
          evidence: [exchange],
        });
      else t.judge(...tokenRefused(exchange, { status: [400], error: ['invalid_scope'] }));
    },
  },
];
