import { describe, expect, it } from 'vitest';
import type { HttpResponse, Transport } from './http.ts';
import { Line } from './line.ts';

const request = { method: 'GET', url: 'https://plan.test/fhir/Patient?_count=1' };
const limits = { requestsPerSecond: 0, concurrency: 4, timeoutMs: 1000 };
const ok: HttpResponse = { status: 200, headers: [], body: 'fine' };

/** A target that can go away, and a clock. */
function target() {
  const state = { isThere: true, asked: 0, now: 0 };
  const transport: Transport = async () => {
    state.asked += 1;
    if (!state.isThere) throw new TypeError('fetch failed');
    return ok;
  };
  return { state, line: new Line(transport, limits, () => state.now) };
}

const outcome = (line: Line) => line.answerTo(request).then(({ body }) => body, String);

async function ask(line: Line, times: number): Promise<string[]> {
  const all: string[] = [];
  for (let time = 0; time < times; time += 1) all.push(await outcome(line));
  return all;
}

describe('a line to a target that does not answer', () => {
  it('is not used any more after eight requests in a row', async () => {
    const { line, state } = target();
    state.isThere = false;
    const all = await ask(line, 20);
    expect(state.asked).toBe(8);
    expect(all.at(-1)).toBe(
      'Unreachable: no answer from https://plan.test: 8 requests in a row had none, so it was not asked',
    );
  });

  it('is tried once after a pause, and used again when there is an answer', async () => {
    const { line, state } = target();
    state.isThere = false;
    await ask(line, 20);
    state.now = 10_001;
    await ask(line, 5);
    expect(state.asked).toBe(9);
    state.isThere = true;
    state.now = 20_002;
    expect(await ask(line, 3)).toEqual(['fine', 'fine', 'fine']);
  });

  it('is used on to other origins than that which is away', async () => {
    const { state } = target();
    const line = new Line(
      async ({ url }) => {
        state.asked += 1;
        if (url.startsWith('https://portal.')) throw new TypeError('fetch failed');
        return ok;
      },
      limits,
      () => state.now,
    );
    const send = (url: string) => line.answerTo({ method: 'GET', url }).then(({ body }) => body, String);
    for (let page = 0; page < 20; page += 1) await send(`https://portal.plan.test/${page}`);
    expect(state.asked).toBe(8);
    expect(await send('https://plan.test/oauth/token')).toBe('fine');
    await send('https://portal.plan.test/20');
    expect(state.asked).toBe(9);
  });

  it('is used on when an answer comes that is too long to be read', async () => {
    const { state } = target();
    const line = new Line(
      async (_, __, most = 0) => {
        state.asked += 1;
        if (state.asked % 8 > 0) throw new TypeError('fetch failed');
        return { ...ok, body: 'x'.repeat(most + 1) };
      },
      { ...limits, maxBodyBytes: 10 },
      () => state.now,
    );
    await ask(line, 20);
    expect(state.asked).toBe(20);
  });

  it('is used on when an answer comes now and then', async () => {
    const { line, state } = target();
    for (let round = 0; round < 5; round += 1) {
      state.isThere = false;
      await ask(line, 7);
      state.isThere = true;
      await ask(line, 1);
    }
    expect(state.asked).toBe(40);
  });
});

describe('a line to a target of which some paths hang', () => {
  const isAsked = async (hanging: readonly string[]) => {
    let asked = 0;
    const transport: Transport = async ({ url }) => {
      asked += 1;
      if (hanging.includes(new URL(url).pathname)) throw new TypeError('fetch failed');
      return ok;
    };
    const line = new Line(transport, limits, () => 0);
    for (let time = 0; time < 12; time += 1) {
      const url = `https://plan.test${hanging[time % hanging.length]}`;
      await line.answerTo({ method: 'GET', url }).catch(() => undefined);
    }
    expect(asked).toBe(8);
    return (await outcome(line)) === 'fine';
  };

  it('is used for the others', async () => {
    expect(await isAsked(['/a', '/b'])).toBe(true);
  });

  it('is not used when they are many', async () => {
    expect(await isAsked(['/a', '/b', '/c'])).toBe(false);
  });
});

describe('a line that is cut', () => {
  it('does not wait for what is on its way, and sends nothing more', async () => {
    let asked = 0;
    const never: Transport = () => {
      asked += 1;
      return new Promise(() => {});
    };
    const line = new Line(never, limits, () => 0);
    const waiting = outcome(line);
    line.stop('the run was interrupted');
    expect(await waiting).toBe('NotExercised: the run was interrupted');
    expect(await outcome(line)).toBe('NotExercised: the run was interrupted');
    expect(asked).toBe(1);
    expect(line.stopped.aborted).toBe(true);
  });
});

describe('an answer longer than the limit', () => {
  it.each([
    ['is not used', 5, 'longer than limits.maxBodyBytes (5)'],
    ['is used when it fits', 6, '123456'],
  ])('%s', async (_, maxBodyBytes, expected) => {
    const line = new Line(
      async () => ({ ...ok, body: '123456' }),
      { ...limits, maxBodyBytes },
      () => 0,
    );
    expect(await outcome(line)).toContain(expected);
  });

  it('does not count as none', async () => {
    const line = new Line(
      async () => ({ ...ok, body: '123456' }),
      { ...limits, maxBodyBytes: 5 },
      () => 0,
    );
    expect((await ask(line, 20)).every((one) => one.startsWith('NotExercised'))).toBe(true);
  });
});
