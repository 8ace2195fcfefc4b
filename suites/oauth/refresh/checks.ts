import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import { refreshRequest } from '../../runner/oauth.ts';
import { tokenGiven, tokenRefused } from '../judge.ts';

/** A refresh token of a grant of its own: refreshing may rotate it. */
async function refreshTokenOf(t: CheckContext): Promise<string> {
  const { refreshToken } = await t.session.newMemberToken((request) => t.send(request));
  if (refreshToken === undefined) throw new NotExercised('the server issues no refresh token');
  return refreshToken;
}

export const refreshGrant: Check = {
  id: 'oauth.refresh.grant',
  title: 'A refresh token gets a new access token',
  level: 'SHOULD',
  requirements: ['AC-13'],
  clauses: [rfc(6749, '6')],
  why: 'A refresh token that cannot be used makes the member sign in again every hour.',
  fix: 'Serve grant_type=refresh_token, or issue no refresh token.',
  detects: ['refresh.not-served'],
  needs: ['member client'],
  async run(t) {
    const refreshToken = await refreshTokenOf(t);
    t.judge(...tokenGiven(await t.send(refreshRequest(t.target, t.session.memberClient(), refreshToken))));
  },
};

export const randomRefreshToken: Check = {
  id: 'oauth.refresh.random-token-refused',
  title: 'A refresh token that was never issued is refused',
  level: 'SHALL',
  security: true,
  requirements: ['AC-13'],
  clauses: [rfc(6749, '5.2'), rfc(6749, '6')],
  why: 'A guessed refresh token must not open a member’s record.',
  fix: 'Refuse with 400 "invalid_grant".',
  detects: ['refresh.any-token-accepted'],
  companionOf: ['refresh.not-served'],
  needs: ['member client'],
  async run(t) {
    const exchange = await t.send(refreshRequest(t.target, t.session.memberClient(), t.session.random()));
    t.judge(...tokenRefused(exchange, { status: [400], error: ['invalid_grant'] }));
  },
};

export const refreshOtherClient: Check = {
  id: 'oauth.refresh.other-client-refused',
  title: 'A refresh token is refused to any client but its own',
  level: 'SHALL',
  security: true,
  requirements: ['AC-13'],
  clauses: [rfc(6749, '6'), rfc(6749, '10.4')],
  why: 'A refresh token that leaks would else serve every registered app for as long as it lives.',
  fix: 'Store the client with the refresh token and compare it with the authenticated client.',
  detects: ['refresh.client-not-compared'],
  companionOf: ['refresh.not-served'],
  needs: ['member client', 'second client'],
  async run(t) {
    const { second } = t.target.clients;
    if (!second) return;
    const exchange = await t.send(refreshRequest(t.target, second, await refreshTokenOf(t)));
    t.judge(...tokenRefused(exchange, { status: [400], error: ['invalid_grant'] }));
  },
};
