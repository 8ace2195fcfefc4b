/** Stands for the remote address of a request that came through no socket; no socket has it. */
export const IN_PROCESS = 'in process';

/** Text of ASCII alone, which has a byte for each character and goes out with the headers; or bytes. */
export type Piece = string | Buffer;

export function bytesOf(piece: Piece): Buffer {
  return typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece;
}

/** Bytes that are sent one piece after the other: what many replies share is never copied. */
export class Pieces {
  readonly list: readonly Piece[];
  /** In bytes. */
  readonly length: number;

  constructor(list: readonly Piece[]) {
    this.list = list;
    let length = 0;
    for (const piece of list) length += piece.length;
    this.length = length;
  }

  /** @param length how many bytes at most; all without it */
  toBuffer(length = this.length): Buffer {
    return Buffer.concat(this.list.map(bytesOf), Math.min(length, this.length));
  }

  toString(): string {
    return this.toBuffer().toString();
  }
}

/** One answer of the sandbox, complete before a byte is sent: handlers are functions from request to reply. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer | Pieces | undefined;
}

/** A request as handlers see it; `url` is absolute on the configured public URL, never taken from `Host`. */
export interface IncomingRequest {
  readonly method: string;
  /** Path as routed, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed body when it was `application/x-www-form-urlencoded`, else `undefined`. */
  readonly form: URLSearchParams | undefined;
  readonly body: string;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** Values of the route's `:name` segments, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Of the socket, or `IN_PROCESS` for a request of code that holds the sandbox itself. */
  readonly remoteAddress?: string | undefined;
}

export function jsonReply(
  status: number,
  body: unknown,
  headers: Reply['headers'] = {},
  contentType = 'application/json;charset=UTF-8',
): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body: JSON.stringify(body) };
}

export function htmlReply(status: number, html: string, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'text/html;charset=UTF-8', ...headers }, body: html };
}

/** 303: the browser follows with GET, whatever it sent before (RFC 9700 §4.12). */
export function seeOther(location: string, headers: Reply['headers'] = {}): Reply {
  return { status: 303, headers: { location, 'cache-control': 'no-store', ...headers }, body: undefined };
}
