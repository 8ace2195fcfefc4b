import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, NotExercised } from '../../runner/context.ts';
import type { RawExchange } from '../../runner/http.ts';
import { letPass } from '../../runner/let-pass.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { status, tokenRefused } from '../judge.ts';
import { ask, judgeChallengeError, nothingGiven } from './ask.ts';

/** RFC 6749 §4.1.2: the longest that a code should live. */
const CODE_SECONDS = 600;

/** Servers allow for clocks that differ, oidc-provider by 15 seconds. */
const GRACE_SECONDS = 60;

interface Later {
  readonly tokenAnswer: RawExchange | undefined;
  readonly codeAnswer: RawExchange | undefined;
}

/** One code and one access token, tried after both should have ended. Time passes once in a run. */
function afterTheirTime(t: CheckContext): Promise<Later> {
  return t.session.share('after expiry', async () => {
    const send = (request: Parameters<typeof t.send>[0]) => t.send(request);
    const { accessToken, body } = await t.session.newMemberToken(send);
    const life = t.session.memberClient().lifetime ?? (Number(body.expires_in) || 3600);
    const short = t.session.memberClient().lifetime !== undefined && !t.target.control;
    const grant = short && !t.session.waitExpiry ? undefined : await t.session.grant(send);
    const back = await letPass(t, (grant ? Math.max(life, CODE_SECONDS) : life) + GRACE_SECONDS);
    try {
      return {
        tokenAnswer: t.target.patientAccess
          ? await ask(t, `${t.target.patientAccess}/Patient`, `Bearer ${accessToken}`)
          : undefined,
        codeAnswer: grant && (await t.send(codeExchange(t.target, grant))),
      };
    } finally {
      await back();
    }
  });
}

export const expiredToken: Check = {
  id: 'oauth.bearer.expired-token',
  title: 'An access token ends when expires_in says',
  level: 'SHALL',
  security: true,
  last: true,
  requirements: ['AC-11'],
  clauses: [rfc(6750, '3.1'), rfc(6749, '5.1')],
  why: 'A token that leaks is harmless after an hour only if it really ends.',
  fix: 'Compare the expiry with the clock at every request; answer 401 with error="invalid_token".',
  detects: ['bearer.expiry-not-checked'],
  companionOf: ['bearer.challenge-missing'],
  needs: ['member client', 'patient access'],
  async run(t) {
    const { expiredToken: given, patientAccess } = t.target;
    const exchange = given
      ? await ask(t, `${patientAccess}/Patient`, `Bearer ${given}`)
      : (await afterTheirTime(t)).tokenAnswer;
    if (!exchange) return;
    t.cite(exchange);
    t.judge(nothingGiven(exchange), status(exchange, 401), judgeChallengeError(exchange, 'invalid_token'));
  },
};

export const expiredCode: Check = {
  id: 'oauth.code.expired-refused',
  title: 'An authorization code ends after ten minutes',
  level: 'SHALL',
  security: true,
  last: true,
  requirements: ['AC-9'],
  clauses: [rfc(6749, '4.1.2'), rfc(6749, '10.5')],
  why: 'Codes stand in browser histories and logs; an old one must be worthless.',
  fix: 'Let codes live for a minute; refuse later with 400 "invalid_grant".',
  detects: ['code.expiry-not-checked'],
  needs: ['member client'],
  async run(t) {
    const { codeAnswer } = await afterTheirTime(t);
    if (!codeAnswer)
      throw new NotExercised(
        'ten minutes must pass: --wait-expiry lets them; else give the target a control plane',
      );
    t.cite(codeAnswer);
    t.judge(...tokenRefused(codeAnswer, { status: [400], error: ['invalid_grant'] }));
  },
};
