import PQueue from 'p-queue';
import { KeptBodies } from './keep-bodies.ts';

export type Headers = readonly (readonly [string, string])[];

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; `set-cookie` once per cookie. */
  readonly headers: Headers;
  readonly body: string;
}

/** Sends one request and follows no redirect. Throws when no response came. */
export type Transport = (request: HttpRequest, timeoutMs: number) => Promise<HttpResponse>;

/** What was sent and what came back, unmasked. Judging functions take these. */
export interface RawExchange {
  readonly id: string;
  readonly origin: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
}

export interface HttpLimits {
  readonly requestsPerSecond: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
}

/** No answer came: a network failure, a refused connection or a time-out. Never counted against the target's rules. */
export class Unreachable extends Error {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`no answer from ${new URL(url).origin}: ${reason(cause)}`);
    this.name = 'Unreachable';
    this.url = url;
  }
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined;
  if (code === 'ECONNREFUSED') return 'connection refused';
  if (code === 'ENOTFOUND') return 'host name not found';
  return inner.name === 'TimeoutError' ? 'timed out' : inner.message || code || inner.name;
}

export const fetchTransport: Transport = async (request, timeoutMs) => {
  const response = await fetch(request.url, {
    method: request.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...(request.headers && { headers: request.headers }),
    ...(request.body !== undefined && { body: request.body }),
  });
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  for (const cookie of response.headers.getSetCookie()) headers.push(['set-cookie', cookie]);
  return { status: response.status, headers, body: await response.text() };
};

/** The only way a suite reaches the target: within the limits, every exchange recorded. */
export class HttpClient {
  readonly exchanges: RawExchange[] = [];
  readonly #transport: Transport;
  readonly #timeoutMs: number;
  readonly #now: () => number;
  readonly #queue: PQueue;
  readonly #bodies = new KeptBodies();

  constructor(transport: Transport, limits: HttpLimits, now: () => number) {
    this.#transport = transport;
    this.#timeoutMs = limits.timeoutMs;
    this.#now = now;
    this.#queue = new PQueue({
      concurrency: limits.concurrency,
      ...(limits.requestsPerSecond > 0 && { interval: 1000, intervalCap: limits.requestsPerSecond }),
    });
  }

  /**
   * @param origin what the request is made for: a check id, `login` or `harvest`
   * @throws Unreachable when no response came
   */
  async send(request: HttpRequest, origin: string): Promise<RawExchange> {
    return this.#queue.add(async () => {
      const startedAt = this.#now();
      let response: HttpResponse;
      try {
        response = await this.#transport(request, this.#timeoutMs);
      } catch (error) {
        throw new Unreachable(request.url, error);
      }
      const exchange: RawExchange = {
        id: `x${this.exchanges.length + 1}`,
        origin,
        startedAt,
        durationMs: this.#now() - startedAt,
        request,
        response,
      };
      this.exchanges.push(exchange);
      this.#bodies.add(response);
      return exchange;
    });
  }
}

/** The value of a response header; repeated headers joined by `, `. */
export function headerOf(exchange: RawExchange, name: string): string | undefined {
  const values = exchange.response.headers.filter(([key]) => key === name).map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : undefined;
}

type JsonObject = Readonly<Record<string, unknown>>;

/** Held only as long as memory is not needed for something else: what was read can be read again from the body. */
const parsed = new WeakMap<RawExchange, WeakRef<JsonObject> | null>();

/** The response body as a JSON object, or `undefined` when it is anything else. Many checks read the same. */
export function jsonObjectOf(exchange: RawExchange): JsonObject | undefined {
  const known = parsed.get(exchange);
  if (known === null) return undefined;
  const object = known?.deref() ?? parseObject(exchange.response.body);
  parsed.set(exchange, object && new WeakRef(object));
  return object ?? undefined;
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The `Location` of a redirect, resolved against the request, or `undefined`. */
export function redirectOf(exchange: RawExchange): URL | undefined {
  const { status } = exchange.response;
  const location = headerOf(exchange, 'location');
  if (status < 300 || status > 399 || location === undefined) return undefined;
  return URL.parse(location, exchange.request.url) ?? undefined;
}
