import { brotliCompressSync, constants, crc32, deflateRawSync } from 'node:zlib';
import { bytesOf, Pieces, type Reply } from '../reply.ts';

/** Less is not worth the header. */
const LEAST_BYTES = 1024;
/** The default (11) takes a hundred times as long for a tenth less. */
const BROTLI_QUALITY = 4;

/** What is kept of bytes that are sent again and again. */
interface Kept {
  deflated?: Buffer;
  brotli?: Buffer;
}
const keptOf = new WeakMap<Buffer, Kept>();

/**
 * The reply in a coding that the client takes (RFC 9110 §12.5.3), if its bytes were sent before: compressing what is
 * sent once takes longer than sending it. A weak ETag stands for all codings.
 */
export function compressed(reply: Reply, acceptEncoding: string | undefined): Reply {
  const { body, status } = reply;
  if (acceptEncoding === undefined || status !== 200 || !(body instanceof Pieces)) return reply;
  const [first, second, ...more] = body.list;
  const end = second ?? first;
  if (!Buffer.isBuffer(end) || end.length < LEAST_BYTES || more.length > 0) return reply;
  const kept = keptOf.get(end);
  if (!kept) {
    keptOf.set(end, {});
    return reply;
  }
  const start = second === undefined || first === undefined ? undefined : bytesOf(first);
  const coding = chooseCoding(acceptEncoding, start === undefined);
  if (!coding) return reply;
  const coded = coding === 'br' ? brotli(kept, end) : gzip(kept, start, end);
  return { ...reply, headers: { ...reply.headers, 'content-encoding': coding }, body: coded };
}

function brotli(kept: Kept, end: Buffer): Buffer {
  kept.brotli ??= brotliCompressSync(end, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: end.length,
    },
  });
  return kept.brotli;
}

const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** A stored block of DEFLATE holds no more (RFC 1951 §3.2.4). */
const MOST_STORED = 0xffff;

/**
 * One gzip member (RFC 1952 §2.3): what is of this reply alone in stored blocks, the end as it was compressed once. Its
 * back-references reach no further than itself, so it can stand behind anything.
 */
function gzip(kept: Kept, start: Buffer | undefined, end: Buffer): Pieces {
  kept.deflated ??= deflateRawSync(end);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(end, start === undefined ? 0 : crc32(start)), 0);
  trailer.writeUInt32LE(((start?.length ?? 0) + end.length) >>> 0, 4);
  return new Pieces([gzipHeader, ...storedBlocks(start), kept.deflated, trailer]);
}

function* storedBlocks(bytes: Buffer = Buffer.alloc(0)): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += MOST_STORED) {
    const block = bytes.subarray(at, at + MOST_STORED);
    const header = Buffer.alloc(5);
    header.writeUInt16LE(block.length, 1);
    header.writeUInt16LE(block.length ^ 0xffff, 3);
    yield header;
    yield block;
  }
}

/** The coding with the highest weight; of equal ones brotli. `whole` bodies only can be kept in brotli. */
function chooseCoding(acceptEncoding: string, whole: boolean): 'br' | 'gzip' | undefined {
  const weights = new Map<string, number>();
  for (const item of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = item.split(';').map((part) => part.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight === undefined ? 1 : Number(weight.slice(2)) || 0);
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0;
  const identity = weights.get('identity') ?? 0;
  const [br, gz] = [whole ? weightOf('br') : 0, weightOf('gzip')];
  const best = Math.max(br, gz);
  if (best === 0 || best < identity) return undefined;
  return br === best ? 'br' : 'gzip';
}
