import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { HttpResponse } from '../suites/runner/http.ts';

type Head = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** A response that is handed over whole when it ends, and never becomes the bytes of a message. */
export class CapturedResponse extends ServerResponse {
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: Error) => void;
  readonly #chunks: (string | Buffer)[] = [];
  readonly #headers: (readonly [string, string])[] = [];

  constructor(
    request: IncomingMessage,
    resolve: (response: HttpResponse) => void,
    reject: (reason: Error) => void,
  ) {
    super(request);
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Node's own refuses what no message can carry, and knows from then on that the headers are out. */
  override writeHead(status: number, ...rest: readonly (string | Head | undefined)[]): this {
    const head = rest.find((one) => typeof one === 'object');
    const pairs = [...Object.entries(this.getHeaders()), ...pairsOf(head)];
    super.writeHead(status, head);
    for (const [name, value] of pairs)
      for (const one of Array.isArray(value) ? value : [value])
        this.#headers.push([name.toLowerCase(), String(one)]);
    this.#headers.push(['date', new Date().toUTCString()]);
    return this;
  }

  override write(chunk: string | Buffer): boolean {
    this.#chunks.push(chunk);
    return true;
  }

  /** No callback is called: nothing in the sandbox waits until a response is out. */
  override end(...[chunk]: readonly unknown[]): this {
    if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) this.write(chunk);
    if (!this.headersSent) this.writeHead(this.statusCode);
    const response = { status: this.statusCode, headers: this.#headers, body: this.#text() };
    // As on a network, what goes on at the same time gets its turn before the client does.
    setImmediate(this.#resolve, response);
    return this;
  }

  /** Called for a connection that is dropped. */
  override destroy(error: Error = new Error('the connection was closed without an answer')): this {
    this.#reject(error);
    return this;
  }

  /** As `fetch` gives it: what was compressed on the way is not any more. */
  #text(): string {
    if (this.req.method === 'HEAD' || this.statusCode === 204 || this.statusCode === 304) return '';
    const [first] = this.#chunks;
    // A lone surrogate does not survive the way through bytes either.
    if (this.#chunks.length === 1 && typeof first === 'string') return first.toWellFormed();
    const pieces = this.#chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
    const bytes = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    const [, coding] = this.#headers.find(([name]) => name === 'content-encoding') ?? [];
    if (coding === 'gzip') return gunzipSync(bytes).toString();
    return (coding === 'br' ? brotliDecompressSync(bytes) : bytes).toString();
  }
}

/** Node takes an object, or names and values in turn. */
function pairsOf(head: Head = {}): (readonly [string, unknown])[] {
  if (!Array.isArray(head)) return Object.entries(head);
  return head.flatMap((name, at) => (at % 2 === 0 ? [[String(name), head[at + 1]] as const] : []));
}
