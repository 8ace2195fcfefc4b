import type { IncomingRequest, Reply } from '../reply.ts';

/** What happens to requests that match, the next `times` times. */
export interface Injection {
  readonly id: string;
  /** Upper case; any method without it. */
  readonly method?: string | undefined;
  /** Beginning of the path, such as `/ghp/fhir4/v1/Patient`. */
  readonly path: string;
  /** Requests of this app only. */
  readonly clientId?: string | undefined;
  readonly times: number;
  /** Milliseconds to wait before anything else. */
  readonly delay?: number | undefined;
  /** Answered instead of what the sandbox would say. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** The connection ends without an answer. */
  readonly drop?: boolean | undefined;
}

/** Faults of the network and the gateway in front, ordered in advance. The oldest that matches is used first. */
export class Injections {
  #waiting: readonly Injection[] = [];
  #count = 0;

  add(injection: Omit<Injection, 'id'>): Injection {
    this.#count += 1;
    const added = { ...injection, id: String(this.#count) };
    this.#waiting = [...this.#waiting, added];
    return added;
  }

  list(): readonly Injection[] {
    return this.#waiting;
  }

  /** @returns whether it was waiting */
  cancel(id: string): boolean {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter((one) => one.id !== id);
    return this.#waiting.length < before;
  }

  clear(): void {
    this.#waiting = [];
  }

  /** Takes one use of the first injection that matches. */
  take({ method, path }: IncomingRequest, clientId: string | undefined): Injection | undefined {
    if (this.#waiting.length === 0) return undefined;
    const found = this.#waiting.find(
      (one) =>
        (one.method === undefined || one.method === method) &&
        (one.clientId === undefined || one.clientId === clientId) &&
        path.startsWith(one.path),
    );
    if (!found) return undefined;
    this.#waiting = this.#waiting.flatMap((one) => {
      if (one !== found) return one;
      return one.times > 1 ? { ...one, times: one.times - 1 } : [];
    });
    return found;
  }
}

/** Where a message ends is for the server to say: a second word on it makes clients give the answer up. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

/** The answer that an injection orders, if it orders one. */
export function injectedReply({ status, headers = {}, body }: Injection): Reply | undefined {
  if (status === undefined) return undefined;
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const own = Object.fromEntries(named.filter(([name]) => !FRAMING.has(name)));
  // These statuses have no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5).
  if (status === 204 || status === 205 || status === 304) return { status, headers: own, body: undefined };
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...own },
    body: body ?? `Injected ${status}.\n`,
  };
}
