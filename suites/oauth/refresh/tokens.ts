import { type CheckContext, DoesNotApply, NotExercised } from '../../runner/context.ts';
import { type HttpRequest, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { refreshRequest } from '../../runner/oauth.ts';
import type { GivenToken, GrantOptions } from '../../runner/session.ts';

/** A token of a grant of its own: refreshing may rotate it, or end its family. */
export async function refreshable(
  t: CheckContext,
  options: GrantOptions = {},
): Promise<GivenToken & { readonly refreshToken: string }> {
  const token = await t.session.newMemberToken((request: HttpRequest) => t.send(request), options);
  const { refreshToken } = token;
  if (refreshToken === undefined) throw new NotExercised('the server issues no refresh token');
  return { ...token, refreshToken };
}

/** @throws NotExercised when the token is not refreshed */
export async function refresh(
  t: CheckContext,
  refreshToken: string,
  scope?: string,
): Promise<{
  readonly exchange: RawExchange;
  readonly next: string;
  readonly scope: unknown;
  readonly rotated: boolean;
}> {
  const exchange = await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken, scope));
  const body = jsonObjectOf(exchange);
  if (exchange.response.status !== 200 || typeof body?.access_token !== 'string')
    throw new NotExercised(`the refresh token was not served (HTTP ${exchange.response.status})`);
  const next = typeof body.refresh_token === 'string' ? body.refresh_token : refreshToken;
  return { exchange, next, scope: body.scope, rotated: next !== refreshToken };
}

export function notRotating(): DoesNotApply {
  return new DoesNotApply('the server does not rotate refresh tokens of this client');
}
