import { describe, expect, test } from 'vitest';
import { CheckContext } from './context.ts';
import type { HttpRequest } from './http.ts';
import { letPass } from './let-pass.ts';
import { Session } from './session.ts';
import { createTarget } from './target.ts';

function context(more: object, sent: HttpRequest[] = [], status = 200): CheckContext {
  const session = new Session({
    target: createTarget({ name: 'stub', oauth: { token: 'https://plan.test/token' }, clients: {}, ...more }),
    transport: async (request) => {
      sent.push(request);
      return { status, headers: [], body: '{}' };
    },
    randomBytes: (count) => Buffer.alloc(count),
    now: () => 0,
  });
  return new CheckContext(session, 'oauth.stub.check');
}

const control = { url: 'https://plan.test/_sandbox', token: 'lever' };

describe('letting time pass', () => {
  test('moves the clock of a sandbox there and back', async () => {
    const sent: HttpRequest[] = [];
    const back = await letPass(context({ control }, sent), 3605);
    await back();
    expect(sent.map(({ url, body }) => [url, body])).toEqual([
      ['https://plan.test/_sandbox/clock/advance', '{"by":"PT3605S"}'],
      ['https://plan.test/_sandbox/clock/advance', '{"by":"-PT3605S"}'],
    ]);
    expect(sent[0]?.headers?.authorization).toBe('Bearer lever');
  });

  test('tells when the sandbox does not let its clock be moved', async () => {
    await expect(letPass(context({ control }, [], 403), 10)).rejects.toThrow(/HTTP 403.*control\.token/);
  });

  test('does not wait an hour unasked', async () => {
    await expect(letPass(context({}), 3605)).rejects.toThrow('--wait-expiry');
  });

  test('waits a moment where lifetimes are short', async () => {
    const started = performance.now();
    await letPass(context({}), 0.05);
    expect(performance.now() - started).toBeGreaterThan(40);
  });
});
