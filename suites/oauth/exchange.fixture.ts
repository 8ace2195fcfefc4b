import type { RawExchange } from '../runner/http.ts';

export interface Answer {
  readonly method?: string;
  readonly url?: string;
  readonly status?: number;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A text as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** An exchange as judging functions take it. */
export function exchange({
  method = 'POST',
  url = 'https://plan.test/oauth/token',
  status = 200,
  headers = {},
  body = '',
}: Answer): RawExchange {
  return {
    id: 'x1',
    origin: 'test',
    startedAt: 0,
    durationMs: 1,
    request: { method, url },
    response: {
      status,
      headers: Object.entries(headers),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    },
  };
}

/** A JSON answer, with the media type that belongs to it. */
export function json(status: number, body: unknown, headers: Answer['headers'] = {}): RawExchange {
  return exchange({ status, body, headers: { 'content-type': 'application/json', ...headers } });
}
