import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Piece, Pieces, type Reply } from '../reply.ts';
import { compressed } from './compress.ts';

const end = () => Buffer.from('{"name":"Núñez","text":"over and over"}'.repeat(200));
const reply = (body: Reply['body'], status = 200): Reply => ({ status, headers: { etag: 'W/"1"' }, body });

/** The reply to the second of two requests for the same bytes. */
function second(pieces: readonly Piece[], acceptEncoding: string | undefined): Reply {
  compressed(reply(new Pieces(pieces)), acceptEncoding);
  return compressed(reply(new Pieces(pieces)), acceptEncoding);
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
    const sent = second([body], acceptEncoding);
    expect(sent.headers['content-encoding']).toBe(coding);
    expect(decoded(sent)).toEqual(body);
    expect(sent.headers.etag).toBe('W/"1"');
  });

  test.each([1, 100, 65_535, 65_536, 200_000])('%i own bytes may precede the shared ones', (length) => {
    const pieces = [Buffer.alloc(length, 'ü'), end()];
    const sent = second(pieces, 'br, gzip');
    expect(sent.headers['content-encoding']).toBe('gzip');
    expect(decoded(sent).equals(Buffer.concat(pieces))).toBe(true);
  });

  test('text may precede the shared ones', () => {
    const shared = end();
    const sent = second(['{"id":"1",', shared], 'gzip');
    expect(sent.headers['content-encoding']).toBe('gzip');
    expect(decoded(sent).toString()).toBe(`{"id":"1",${shared}`);
  });
});

test('the first time it is sent as it is', () => {
  const first = reply(new Pieces([end()]));
  expect(compressed(first, 'gzip')).toBe(first);
});

test.each<[string, () => Reply['body'], number]>([
  ['short bodies', () => new Pieces([Buffer.from('short')]), 200],
  ['bodies of one request', end, 200],
  ['texts', () => end().toString(), 200],
  ['bodies with places of this request', () => new Pieces([end(), Buffer.from('id'), end()]), 200],
  ['refusals', () => new Pieces([end()]), 404],
])('%s stay as they are', (_, make, status) => {
  const body = make();
  compressed(reply(body, status), 'gzip');
  expect(compressed(reply(body, status), 'gzip').body).toBe(body);
});

function decoded({ headers, body }: Reply): Buffer {
  const bytes = body instanceof Pieces ? body.toBuffer() : Buffer.from(body ?? '');
  const coding = headers['content-encoding'];
  return coding === 'gzip' ? gunzipSync(bytes) : coding === 'br' ? brotliDecompressSync(bytes) : bytes;
}
