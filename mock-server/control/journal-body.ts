import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { type Piece, Pieces, type Reply } from '../reply.ts';

/** Claims fit as a rule; of a page of them the beginning is kept, as copying more would slow its sending. */
const KEPT_BYTES = 16 * 1024;
/** A body that unpacks to more is not unpacked. */
const UNPACKED_BYTES = 1024 * 1024;

/** Of a long body the beginning, and how long it was. */
class Cut {
  readonly start: string | Buffer;
  readonly length: number;

  constructor(start: string | Buffer, length: number) {
    this.start = start;
    this.length = length;
  }
}

/** A body as it was sent, or what was kept of it. */
export type KeptBody = Reply['body'] | Cut;

export function isLong(body: KeptBody): body is string | Buffer | Pieces {
  return body !== undefined && !(body instanceof Cut) && body.length > KEPT_BYTES;
}

/**
 * Takes a copy of the beginning: the body itself is large, and may be someone else's.
 * @param room where bytes are copied to
 */
export function cutBody(body: string | Buffer | Pieces, room = createRoom()): KeptBody {
  const { length } = body;
  if (typeof body === 'string') return new Cut(copyOf(body.slice(0, KEPT_BYTES)), length);
  return new Cut(copyInto(room, body instanceof Pieces ? body.list : [body]), length);
}

/** Room for the beginning of one body, to be used again: new memory for each would keep the garbage collector busy. */
export function createRoom(): Buffer {
  return Buffer.allocUnsafeSlow(KEPT_BYTES);
}

/** A slice of a text is a view that keeps all of it in memory. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}

function copyInto(room: Buffer, pieces: readonly Piece[]): Buffer {
  let at = 0;
  for (const piece of pieces) {
    if (at >= room.length) break;
    at += typeof piece === 'string' ? room.write(piece, at, 'latin1') : piece.copy(room, at);
  }
  return room;
}

export function readBody(body: KeptBody, encoding: string | readonly string[] | undefined): string {
  const { start, length } = body instanceof Cut ? body : new Cut(whole(body), body?.length ?? 0);
  if (encoding !== undefined) return unpacked(start, length, String(encoding));
  const more = length - start.length;
  return more > 0 ? `${start}… (${more} more)` : String(start);
}

function whole(body: Reply['body'] = ''): string | Buffer {
  return body instanceof Pieces ? body.toBuffer() : body;
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
