import { type Check, rfc } from '../../runner/check.ts';
import { DoesNotApply, type Expectation } from '../../runner/context.ts';
import { headerOf, jsonObjectOf, type RawExchange, redirectOf } from '../../runner/http.ts';
import { clientCredentials, refreshRequest } from '../../runner/oauth.ts';
import { Unreachable } from '../../runner/unreachable.ts';

const ATTEMPTS = 20;

/**
 * Some attempt was slowed down or locked out, and told when to come back.
 * @param before the right secret before the attempts, on a request that is refused for another reason
 * @param after the same after them
 */
export function judgeThrottle(
  exchanges: readonly RawExchange[],
  before: RawExchange,
  after: RawExchange,
): Expectation[] {
  const slowed = [...exchanges, after].filter(({ response }) => response.status === 429);
  const locked = after.response.status !== before.response.status;
  return [
    {
      ok: slowed.length > 0 || locked,
      what: `${exchanges.length} wrong secrets in a row`,
      expected: 'HTTP 429, or a client that is locked',
      received: [...new Set(exchanges.map(({ response }) => response.status))].join(', '),
      cost: 'Secrets can be guessed as fast as the line allows.',
      evidence: [before, ...exchanges.slice(-1), after],
    },
    ...slowed.slice(0, 1).map((exchange) => ({
      ok: headerOf(exchange, 'retry-after') !== undefined,
      what: 'when to come back',
      where: 'header Retry-After',
      expected: 'seconds or a date',
      received: headerOf(exchange, 'retry-after') ?? 'no such header',
      evidence: [exchange],
    })),
  ];
}

export const guessingThrottled: Check = {
  id: 'oauth.token.guessing-throttled',
  title: 'Guessing of client secrets is slowed down',
  level: 'SHOULD',
  intrusive: true,
  last: true,
  requirements: [],
  clauses: [rfc(6749, '2.3.1'), rfc(6585, '4')],
  why: 'Nothing else stands between a public client id and its secret.',
  fix: 'After a few wrong secrets answer 429 with Retry-After, by client and by address.',
  detects: ['token.guessing-not-throttled'],
  needs: ['second client'],
  async run(t) {
    const { second } = t.target.clients;
    if (!second) return;
    const rightSecret = () => t.send(refreshRequest(t.target, second, t.session.random()));
    const before = await rightSecret();
    const exchanges: RawExchange[] = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const wrong = { ...second, secret: t.session.random(16) };
      exchanges.push(await t.send(refreshRequest(t.target, wrong, t.session.random())));
    }
    t.judge(...judgeThrottle(exchanges, before, await rightSecret()));
  },
};

const local = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.test)$/;

/** The answer to a wrong secret over plain HTTP shows that nobody read it, and that nothing is carried on. */
export function judgePlainHttp(exchange: RawExchange): Expectation {
  const { status } = exchange.response;
  const read = status === 401 || jsonObjectOf(exchange)?.error === 'invalid_client';
  const kept = [307, 308].includes(status) && redirectOf(exchange) !== undefined;
  return {
    ok: !read && !kept && status >= 300 && jsonObjectOf(exchange)?.access_token === undefined,
    part: 'security',
    what: 'the answer over plain HTTP',
    expected: 'a refusal that looks at no credentials, and no redirect that carries the request on',
    received: `HTTP ${status}${read ? ', after the secret was compared' : ''}`,
    evidence: [exchange],
  };
}

export const plainHttp: Check = {
  id: 'oauth.token.plain-http-refused',
  title: 'The token endpoint gives nothing over plain HTTP',
  level: 'SHALL',
  security: true,
  requirements: [],
  clauses: [rfc(6749, '3.2'), rfc(9700, '2.6')],
  why: 'The secret travels in every token request: over plain HTTP everyone on the way reads it.',
  fix: 'Serve HTTPS alone; close port 80, or answer there without looking at the request and without redirecting it.',
  detects: [],
  provedBy: 'suites/oauth/token/protection.test.ts',
  needs: ['directory client'],
  async run(t) {
    const client = t.target.clients.directory;
    if (!client) return;
    const url = new URL(t.target.oauth.token);
    if (local.test(url.hostname)) throw new DoesNotApply('the target is on this machine');
    const answer = 'the answer over plain HTTP';
    if (url.protocol !== 'https:') {
      t.expect({
        ok: false,
        part: 'security',
        what: 'oauth.token of the descriptor',
        expected: 'an https address',
        received: 'an http address',
      });
      return;
    }
    url.protocol = 'http:';
    try {
      // A wrong secret: what is tried must not itself give a real one away.
      const request = clientCredentials(t.target, { ...client, secret: t.session.random() });
      t.expect(judgePlainHttp(await t.send({ ...request, url: url.href })));
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      t.expect({ ok: true, part: 'security', what: answer, expected: 'none', received: error.message });
    }
  },
};
