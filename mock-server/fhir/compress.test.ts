import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Reply } from '../reply.ts';
import { compressed, noteReusable } from './compress.ts';

const end = () => Buffer.from('{"name":"Núñez","text":"over and over"}'.repeat(200));
const reply = (body: Buffer, status = 200): Reply => ({ status, headers: { etag: 'W/"1"' }, body });

/** The reply to the second of two requests for the same bytes. */
function second(body: Buffer, acceptEncoding: string | undefined): Reply {
  compressed(reply(body), acceptEncoding);
  return compressed(reply(body), acceptEncoding);
}

describe('a body that is sent again', () => {
  test.each([
    ['gzip', 'gzip'],
    ['x-gzip', 'gzip'],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['GZIP;q=1.0, br;q=0.5', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['gzip;q=0', undefined],
    ['deflate', undefined],
    ['identity', undefined],
    ['gzip;q=nonsense', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('Accept-Encoding %s: %s', (acceptEncoding, coding) => {
    const body = end();
    const sent = second(noteReusable(body, body), acceptEncoding);
    expect(sent.headers['content-encoding']).toBe(coding);
    expect(decoded(sent)).toEqual(body);
    expect(sent.headers.etag).toBe('W/"1"');
  });

  test.each([1, 100, 65_535, 65_536, 200_000])('%i own bytes may precede the shared ones', (length) => {
    const shared = end();
    const body = Buffer.concat([Buffer.alloc(length, 'ü'), shared]);
    const sent = second(noteReusable(body, shared), 'br, gzip');
    expect(sent.headers['content-encoding']).toBe('gzip');
    expect(decoded(sent).equals(body)).toBe(true);
  });
});

test('the first time it is sent as it is', () => {
  const body = end();
  const first = reply(noteReusable(body, body));
  expect(compressed(first, 'gzip')).toBe(first);
});

test.each([
  ['short bodies', () => noteReusable(Buffer.from('short'), Buffer.from('short')), 200],
  ['bodies of one request', end, 200],
  [
    'refusals',
    () => {
      const body = end();
      return noteReusable(body, body);
    },
    404,
  ],
])('%s stay as they are', (_, make, status) => {
  const body = make();
  compressed(reply(body, status), 'gzip');
  expect(compressed(reply(body, status), 'gzip').body).toBe(body);
});

function decoded({ headers, body }: Reply): Buffer {
  if (!(body instanceof Buffer)) throw new TypeError('no bytes');
  const coding = headers['content-encoding'];
  return coding === 'gzip' ? gunzipSync(body) : coding === 'br' ? brotliDecompressSync(body) : body;
}
