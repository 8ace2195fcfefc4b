import { type Check, rfc } from '../../runner/check.ts';
import { type CheckContext, type Expectation, NotExercised } from '../../runner/context.ts';
import { type HttpRequest, jsonObjectOf, type RawExchange } from '../../runner/http.ts';
import { codeExchange } from '../../runner/oauth.ts';
import { ask, nothingGiven } from '../bearer/ask.ts';
import { tokenGiven, withoutSecurity } from '../judge.ts';

const send = (t: CheckContext) => (request: HttpRequest) => t.send(request);

function tokenOf(exchange: RawExchange): string | undefined {
  const token = jsonObjectOf(exchange)?.access_token;
  return exchange.response.status === 200 && typeof token === 'string' ? token : undefined;
}

export const replayRevokes: Check = {
  id: 'oauth.code.replay-ends-tokens',
  title: 'A code that comes twice ends the tokens it gave',
  level: 'SHOULD',
  last: true,
  requirements: ['AC-9'],
  clauses: [rfc(6749, '4.1.2')],
  why: 'One of the two who redeemed it is a thief, and it may have been the first.',
  fix: 'Remember which grant a code made; on a second use revoke it.',
  detects: ['code.replay-leaves-tokens'],
  companionOf: ['code.replay-accepted'],
  needs: ['member client', 'patient access'],
  async run(t) {
    const grant = await t.session.grant(send(t));
    const first = await t.send(codeExchange(t.target, grant));
    const token = tokenOf(first);
    if (token === undefined) throw new NotExercised('the code gave no token');
    const url = `${t.target.patientAccess}/Patient`;
    const before = await ask(t, url, `Bearer ${token}`);
    if (before.response.status !== 200)
      throw new NotExercised(`the token did not work before (HTTP ${before.response.status})`);
    await t.send(codeExchange(t.target, grant));
    t.judge(...withoutSecurity([nothingGiven(await ask(t, url, `Bearer ${token}`))]));
  },
};

const PARALLEL = 10;

/** Of requests that came at once exactly one may be served. */
export function judgeRace(exchanges: readonly RawExchange[]): Expectation[] {
  const given = exchanges.filter((exchange) => tokenOf(exchange) !== undefined);
  const broken = exchanges.filter(({ response }) => response.status >= 500);
  return [
    {
      ok: given.length <= 1,
      part: 'security',
      what: `one code redeemed ${exchanges.length} times at once`,
      expected: 'one token',
      received: `${given.length} tokens`,
      cost: 'Whoever races the app for an intercepted code gets tokens of his own.',
      evidence: given.length > 1 ? given : exchanges,
    },
    {
      ok: given.length === 1 && broken.length === 0,
      what: 'the answers',
      expected: 'one success, and invalid_grant for the others',
      received: [...new Set(exchanges.map(({ response }) => response.status))].sort().join(', '),
      evidence: exchanges,
    },
  ];
}

export const replayRace: Check = {
  id: 'oauth.code.replay-race',
  title: 'Of ten redemptions of one code at once one is served',
  level: 'SHALL',
  security: true,
  last: true,
  requirements: ['AC-9'],
  clauses: [rfc(6749, '4.1.2')],
  why: 'A check followed by a write leaves a moment in which a code works twice.',
  fix: 'Mark the code as used in the one statement that reads it.',
  detects: ['code.use-not-atomic'],
  companionOf: ['code.replay-accepted', 'code.exchange-broken', 'pkce.challenge-compared-as-base64'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant(send(t));
    const request = codeExchange(t.target, grant);
    t.judge(...judgeRace(await Promise.all(Array.from({ length: PARALLEL }, () => t.send(request)))));
  },
};

export const burnedOnFailure: Check = {
  id: 'oauth.code.burned-on-failure',
  title: 'A failed redemption uses the code up',
  level: 'MAY',
  requirements: ['AC-9'],
  clauses: [rfc(9700, '4.2.4'), rfc(6749, '10.5')],
  why: 'Whoever guesses verifiers has then one try; the app pays with a new login when it errs.',
  fix: 'Mark the code as used before anything else is compared.',
  detects: ['code.survives-failure'],
  companionOf: ['code.replay-accepted'],
  needs: ['member client'],
  async run(t) {
    const grant = await t.session.grant(send(t));
    const wrong = await t.send(codeExchange(t.target, grant, { code_verifier: t.session.random() }));
    if (tokenOf(wrong) !== undefined) throw new NotExercised('the wrong verifier was accepted');
    const right = await t.send(codeExchange(t.target, grant));
    const usable = tokenGiven(right).every(({ ok }) => ok);
    t.expect({
      ok: !usable,
      what: 'the code after a wrong verifier',
      expected: 'used up',
      received: usable ? 'usable' : `HTTP ${right.response.status}`,
      evidence: [wrong, right],
    });
  },
};
