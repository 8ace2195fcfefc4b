import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Pieces } from '../reply.ts';

/** Claims fit as a rule; of a page of them the beginning is kept, as copying more would slow its sending. */
const KEPT_BYTES = 16 * 1024;
/** A body that unpacks to more is not unpacked. */
const UNPACKED_BYTES = 1024 * 1024;

/** The beginning of a body, and how long it was. */
export interface KeptBody {
  readonly start: string | Buffer | Pieces;
  readonly length: number;
}

/**
 * Takes a copy of the beginning only: the body itself may be large, and someone else's.
 * @param room where bytes are copied to, asked for only if there are some to copy
 */
export function keepBody(body: string | Buffer | Pieces = '', room = createRoom): KeptBody {
  const { length } = body;
  if (length <= KEPT_BYTES) return { start: body, length };
  if (typeof body === 'string') return { start: body.slice(0, KEPT_BYTES), length };
  return { start: copyInto(room(), body instanceof Pieces ? body.buffers : [body]), length };
}

/** Room for the beginning of one body, to be used again: new memory for each would keep the garbage collector busy. */
export function createRoom(): Buffer {
  return Buffer.allocUnsafeSlow(KEPT_BYTES);
}

function copyInto(room: Buffer, buffers: readonly Buffer[]): Buffer {
  let at = 0;
  for (const buffer of buffers) {
    if (at >= room.length) break;
    at += buffer.copy(room, at);
  }
  return room;
}

export function readBody(
  { start, length }: KeptBody,
  encoding: string | readonly string[] | undefined,
): string {
  if (encoding !== undefined) {
    return unpacked(start instanceof Pieces ? start.toBuffer() : start, length, String(encoding));
  }
  const more = length - start.length;
  return more > 0 ? `${start}… (${more} more)` : String(start);
}

function unpacked(start: string | Buffer, length: number, encoding: string): string {
  const closed = `(${encoding}, ${length} bytes)`;
  const unpack = { gzip: gunzipSync, br: brotliDecompressSync }[encoding];
  if (!unpack || start.length < length) return closed;
  try {
    return cut(unpack(start, { maxOutputLength: UNPACKED_BYTES }).toString());
  } catch {
    return closed;
  }
}

function cut(text: string): string {
  const more = text.length - KEPT_BYTES;
  return more > 0 ? `${text.slice(0, KEPT_BYTES)}… (${more} more)` : text;
}
