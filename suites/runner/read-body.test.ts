import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as next } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchTransport, HttpClient } from './http.ts';

const MEGABYTE = 1_000_000;
let sent = 0;

const server = createServer(async ({ url }, response) => {
  if (url === '/none') return response.writeHead(204).end();
  if (url === '/names') return response.end('\uFEFFNúñez – 日本');
  let isOpen = true;
  response.once('close', () => {
    isOpen = false;
  });
  while (isOpen) {
    sent += MEGABYTE;
    if (!response.write('x'.repeat(MEGABYTE)))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    await next();
  }
});
let url = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const get = (path: string, limits = {}) =>
  new HttpClient(
    fetchTransport,
    { requestsPerSecond: 0, concurrency: 1, timeoutMs: 10_000, maxBodyBytes: 3 * MEGABYTE, ...limits },
    () => Date.now(),
  ).send({ method: 'GET', url: `${url}/${path}` }, 'test');

describe('a body', () => {
  it('without an end is left when it is longer than the limit', async () => {
    await expect(get('endless')).rejects.toThrow(
      'the answer to GET /endless is longer than limits.maxBodyBytes (3000000)',
    );
    expect(sent).toBeLessThan(100 * MEGABYTE);
  });

  it('is text, without the mark of its byte order', async () => {
    expect((await get('names')).response.body).toBe('Núñez – 日本');
  });

  it('may be missing', async () => {
    expect((await get('none')).response).toMatchObject({ status: 204, body: '' });
  });

  it.each([0.5, 1, 2.5])('comes with %d requests a second, too', async (requestsPerSecond) => {
    expect((await get('none', { requestsPerSecond })).response.status).toBe(204);
  });
});
