import { describe, expect, test } from 'vitest';
import { executeCheck } from '../../runner/execute-check.ts';
import type { HttpRequest } from '../../runner/http.ts';
import { Session } from '../../runner/session.ts';
import { createTarget } from '../../runner/target.ts';
import { exchange, json } from '../exchange.fixture.ts';
import { judgeSurvived, robustness } from './robustness.ts';

describe('a request that no client means so', () => {
  test.each([
    ['refused', json(400, { error: 'invalid_request' }), [true, true]],
    ['refused as too large', exchange({ status: 413 }), [true, true]],
    ['an internal error', exchange({ status: 500 }), [true, false]],
    ['a token', json(200, { access_token: 'x' }), [false, false]],
    ['a redirect', exchange({ status: 302 }), [false, false]],
  ])('%s', (_, answer, ok) => {
    expect(judgeSurvived(answer).map((one) => one.ok)).toEqual(ok);
  });
});

describe('oauth.token.large-body-refused', () => {
  const check = robustness.find(({ id }) => id === 'oauth.token.large-body-refused');
  const judge = async (status: number, serves = true) => {
    const sent: HttpRequest[] = [];
    const session = new Session({
      target: createTarget({
        name: 'stub',
        oauth: { token: 'https://plan.test/token' },
        clients: { directory: { id: 'app', secret: 'secret' } },
      }),
      transport: async (request) => {
        sent.push(request);
        const isLarge = (request.body?.length ?? 0) > 1024 * 1024;
        if (!isLarge && serves) return { status: 200, headers: [], body: '{"access_token":"x"}' };
        return { status, headers: [], body: '' };
      },
      randomBytes: (count) => Buffer.alloc(count),
      now: () => 0,
    });
    if (!check) throw new Error('the check is gone');
    return { result: (await executeCheck(check, session)).result, sent };
  };

  test('sends a megabyte, and passes when it is refused', async () => {
    const { result, sent } = await judge(413);
    expect(sent[0]?.body?.length).toBeGreaterThan(1024 * 1024);
    expect(result.outcome).toBe('pass');
  });

  test('is not exercised where no request gets a token', async () => {
    expect((await judge(413, false)).result.outcome).toBe('skip');
  });

  test.each([500, 503])('warns when the server answers %s', async (status) => {
    const { result } = await judge(status);
    expect(result).toMatchObject({ outcome: 'fail', severity: 'warning' });
  });
});
