import { describe, expect, test } from 'vitest';
import { executeCheck } from '../../runner/execute-check.ts';
import type { HttpRequest, HttpResponse } from '../../runner/http.ts';
import { Session } from '../../runner/session.ts';
import { createTarget } from '../../runner/target.ts';
import { exchange, json } from '../exchange.fixture.ts';
import { judgePlainHttp, judgeThrottle, plainHttp } from './protection.ts';

describe('the answer over plain HTTP', () => {
  test.each([
    [
      'a redirect to HTTPS by GET',
      exchange({ status: 301, headers: { location: 'https://plan.test/' } }),
      true,
    ],
    ['a refusal', exchange({ status: 403 }), true],
    ['not found', exchange({ status: 404 }), true],
    ['a secret that was compared', json(401, { error: 'invalid_client' }), false],
    ['a token', json(200, { access_token: 'x' }), false],
    [
      'a redirect that carries the request on',
      exchange({ status: 307, headers: { location: 'https://plan.test/t' } }),
      false,
    ],
  ])('%s', (_, answer, ok) => {
    expect(judgePlainHttp(answer).ok).toBe(ok);
  });
});

function run(token: string, answer: (request: HttpRequest) => HttpResponse) {
  const sent: HttpRequest[] = [];
  const session = new Session({
    target: createTarget({
      name: 'stub',
      oauth: { token },
      clients: { directory: { id: 'app', secret: 'the real secret' } },
    }),
    transport: async (request) => {
      sent.push(request);
      return answer(request);
    },
    randomBytes: (count) => Buffer.alloc(count, 7),
    now: () => 0,
  });
  return executeCheck(plainHttp, session).then(({ result }) => ({ result, sent }));
}

describe('oauth.token.plain-http-refused', () => {
  const refuse = (): HttpResponse => ({ status: 403, headers: [], body: '' });
  const serve = (): HttpResponse => ({ status: 401, headers: [], body: '{"error":"invalid_client"}' });

  test('passes where port 80 gives nothing, and never sends the real secret there', async () => {
    const { result, sent } = await run('https://plan.example/token', refuse);
    expect(result.outcome).toBe('pass');
    expect(sent.map(({ url }) => url)).toEqual(['http://plan.example/token']);
    expect(Buffer.from(sent[0]?.headers?.authorization?.slice(6) ?? '', 'base64').toString()).not.toContain(
      'real',
    );
  });

  test('passes where nothing answers', async () => {
    const { result } = await run('https://plan.example/token', () => {
      throw new Error('ECONNREFUSED');
    });
    expect(result.outcome).toBe('pass');
  });

  test('fails where the endpoint is served over plain HTTP', async () => {
    const { result } = await run('https://plan.example/token', serve);
    expect(result).toMatchObject({ outcome: 'fail', severity: 'failure' });
  });

  test('fails where the descriptor itself names plain HTTP', async () => {
    const { result, sent } = await run('http://plan.example/token', serve);
    expect(result.outcome).toBe('fail');
    expect(sent).toEqual([]);
  });

  test('does not apply on this machine', async () => {
    const { result } = await run('http://127.0.0.1:8080/token', serve);
    expect(result.outcome).toBe('omit');
  });
});

describe('guessing of secrets', () => {
  const wrong = (status: number, headers = {}) => exchange({ status, headers });
  const refusedOtherwise = json(400, { error: 'invalid_grant' });
  test.each([
    ['all answered alike', [wrong(401), wrong(401)], refusedOtherwise, [false]],
    [
      'slowed down, and told until when',
      [wrong(401), wrong(429, { 'retry-after': '10' })],
      refusedOtherwise,
      [true, true],
    ],
    ['slowed down, and not told until when', [wrong(401), wrong(429)], refusedOtherwise, [true, false]],
    ['the client locked', [wrong(401), wrong(401)], wrong(401), [true]],
  ])('%s', (_, attempts, after, ok) => {
    expect(judgeThrottle(attempts, refusedOtherwise, after).map((one) => one.ok)).toEqual(ok);
  });
});
