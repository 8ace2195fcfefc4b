import PQueue from 'p-queue';
import { KeptBodies } from './keep-bodies.ts';
import { Line } from './line.ts';
import { readBody } from './read-body.ts';

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

/**
 * Sends one request and follows no redirect. Throws when no response came, and a BodyTooLong when it is longer than
 * `maxBodyBytes`; a transport that has the whole body anyway may leave that to the caller.
 */
export type Transport = (
  request: HttpRequest,
  timeoutMs: number,
  maxBodyBytes?: number,
) => Promise<HttpResponse>;

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
  readonly maxBodyBytes?: number;
}

export const fetchTransport: Transport = async (
  request,
  timeoutMs,
  maxBodyBytes = Number.POSITIVE_INFINITY,
) => {
  const response = await fetch(request.url, {
    method: request.method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...(request.headers && { headers: request.headers }),
    ...(request.body !== undefined && { body: request.body }),
  });
  const headers = [...response.headers].filter(([name]) => name !== 'set-cookie');
  for (const cookie of response.headers.getSetCookie()) headers.push(['set-cookie', cookie]);
  return { status: response.status, headers, body: await readBody(response, maxBodyBytes) };
};

/** The only way a suite reaches the target: within the limits, every exchange recorded. */
export class HttpClient {
  readonly exchanges: RawExchange[] = [];
  readonly #line: Line;
  readonly #now: () => number;
  readonly #queue: PQueue;
  readonly #bodies: KeptBodies;

  /** @param keptAsText characters of recorded bodies that are not packed */
  constructor(transport: Transport, limits: HttpLimits, now: () => number, keptAsText?: number) {
    this.#bodies = new KeptBodies(keptAsText);
    this.#line = new Line(transport, limits, now);
    this.#now = now;
    this.#queue = new PQueue({ concurrency: limits.concurrency, ...pace(limits.requestsPerSecond) });
  }

  /** Nothing is sent from now on, and what is on its way is not waited for: both throw a NotExercised. */
  stop(reason: string): void {
    this.#line.stop(reason);
  }

  /** Aborted when the run is stopped; the reason is what requests throw from then on. */
  get stopped(): AbortSignal {
    return this.#line.stopped;
  }

  /**
   * @param origin what the request is made for: a check id, `login` or `harvest`
   * @throws Unreachable when no response came
   * @throws NotExercised when it is longer than the limits allow, or the run was stopped
   */
  async send(request: HttpRequest, origin: string): Promise<RawExchange> {
    return this.#queue.add(async () => {
      const startedAt = this.#now();
      const response = await this.#line.answerTo(request);
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

/** Fewer than one a second, too. */
function pace(requestsPerSecond: number): { interval?: number; intervalCap?: number } {
  if (requestsPerSecond === 0) return {};
  const intervalCap = Math.max(1, Math.floor(requestsPerSecond));
  return { interval: (1000 * intervalCap) / requestsPerSecond, intervalCap };
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
