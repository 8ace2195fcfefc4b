import type { IncomingRequest, Reply } from '../reply.ts';

/** What happens to requests that match, the next `times` times. */
export interface Injection {
  readonly id: string;
  /** Upper case; any method without it. */
  readonly method?: string | undefined;
  /** Beginning of the path, such as `/ghp/fhir4/v1/Patient`. */
  readonly path: string;
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

  clear(): void {
    this.#waiting = [];
  }

  /** Takes one use of the first injection that matches. */
  take({ method, path }: IncomingRequest): Injection | undefined {
    if (this.#waiting.length === 0) return undefined;
    const found = this.#waiting.find(
      (one) => (one.method === undefined || one.method === method) && path.startsWith(one.path),
    );
    if (!found) return undefined;
    this.#waiting = this.#waiting.flatMap((one) => {
      if (one !== found) return one;
      return one.times > 1 ? { ...one, times: one.times - 1 } : [];
    });
    return found;
  }
}

/** The answer that an injection orders, if it orders one. */
export function injectedReply({ status, headers, body }: Injection): Reply | undefined {
  if (status === undefined) return undefined;
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...headers },
    body: body ?? `Injected ${status}.\n`,
  };
}
