import { brotliCompressSync, constants, crc32, deflateRawSync } from 'node:zlib';
import type { Reply } from '../reply.ts';

/** Less is not worth the header. */
const LEAST_BYTES = 1024;
/** The default (11) takes a hundred times as long for a tenth less. */
const BROTLI_QUALITY = 4;

const reusableEnds = new WeakMap<Buffer, Buffer>();

/**
 * Notes that a body ends in bytes that many bodies share, which are therefore worth keeping compressed.
 * @param end the same object each time; the body itself where nothing precedes it
 */
export function noteReusable(body: Buffer, end: Buffer): Buffer {
  if (end.length >= LEAST_BYTES) reusableEnds.set(body, end);
  return body;
}

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
  if (acceptEncoding === undefined || status !== 200 || !(body instanceof Buffer)) return reply;
  const end = reusableEnds.get(body);
  if (!end) return reply;
  const kept = keptOf.get(end);
  if (!kept) {
    keptOf.set(end, {});
    return reply;
  }
  const coding = chooseCoding(acceptEncoding, body === end);
  if (!coding) return reply;
  const coded = coding === 'br' ? brotli(kept, end) : gzip(kept, body, end);
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
 * The body as one gzip member (RFC 1952 §2.3): what precedes the shared end in stored blocks, the end as it was
 * compressed once. Its back-references reach no further than itself, so it can stand behind anything.
 */
function gzip(kept: Kept, body: Buffer, end: Buffer): Buffer {
  kept.deflated ??= deflateRawSync(end);
  const parts: Buffer[] = [gzipHeader];
  const start = body.length - end.length;
  for (let at = 0; at < start; at += MOST_STORED)
    parts.push(...stored(body.subarray(at, Math.min(start, at + MOST_STORED))));
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(body), 0);
  trailer.writeUInt32LE(body.length, 4);
  return Buffer.concat([...parts, kept.deflated, trailer]);
}

function stored(bytes: Buffer): [Buffer, Buffer] {
  const header = Buffer.alloc(5);
  header.writeUInt16LE(bytes.length, 1);
  header.writeUInt16LE(bytes.length ^ 0xffff, 3);
  return [header, bytes];
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
