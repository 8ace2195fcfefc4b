import { createRoom, cutBody, isLong, type KeptBody, readBody } from './journal-body.ts';
import { createMasker, type Headers } from './mask-journal.ts';

/** One exchange as it is shown: secrets and tokens are pseudonyms, long bodies are cut. */
export interface JournalEntry {
  readonly id: number;
  /** Milliseconds since the epoch, by the sandbox's clock. */
  readonly at: number;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Headers;
  readonly requestBody: string;
  /** 0 when the connection was dropped. */
  readonly status: number;
  readonly responseHeaders: Headers;
  readonly responseBody: string;
  readonly clientId?: string | undefined;
  /** Names of the defects that were in force. */
  readonly defects: readonly string[];
  readonly injected: boolean;
}

/** As it happened; the bodies are those that were sent. */
export interface Exchange extends Omit<JournalEntry, 'id' | 'requestBody' | 'responseBody'> {
  requestBody: KeptBody;
  responseBody: KeptBody;
}

export interface JournalFilter {
  readonly method?: string | undefined;
  /** Part of the URL. */
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  readonly clientId?: string | undefined;
  /** Only entries after this id. */
  readonly after?: number | undefined;
  readonly limit?: number | undefined;
}

/** The most entries that are kept. */
export const KEPT_ENTRIES = 1000;

/**
 * The last thousand exchanges, in the memory of the process only. What is kept is masked when it is read, so that it
 * costs requests next to nothing; nothing that leaves the journal opens anything.
 */
export class Journal {
  /** The exchange of an id is at `(id - 1) % KEPT_ENTRIES`. */
  readonly #ring: Exchange[] = [];
  /** Where long answers are copied to, by their place in the ring. */
  readonly #rooms: Buffer[] = [];
  readonly #mask = createMasker();
  #count = 0;

  /** Keeps the exchange itself: of whatever is made anew for each, the garbage collector carries a thousand along. */
  add(exchange: Exchange): void {
    const at = this.#count % KEPT_ENTRIES;
    this.#count += 1;
    if (isLong(exchange.requestBody)) exchange.requestBody = cutBody(exchange.requestBody);
    if (isLong(exchange.responseBody))
      exchange.responseBody = cutBody(exchange.responseBody, this.#roomAt(at));
    this.#ring[at] = exchange;
  }

  /** How many entries are kept at the moment. */
  get size(): number {
    // After a clearing the ring goes on in its middle: places that hold nothing are passed over.
    return this.#ring.reduce((count) => count + 1, 0);
  }

  /** Newest first. */
  list({ method, url, status, clientId, after = 0, limit = 100 }: JournalFilter = {}): JournalEntry[] {
    const entries: JournalEntry[] = [];
    const oldest = Math.max(after, this.#count - KEPT_ENTRIES);
    for (let id = this.#count; id > oldest && entries.length < limit; id -= 1) {
      const exchange = this.#ring[(id - 1) % KEPT_ENTRIES];
      if (!exchange) break;
      if (method !== undefined && exchange.method !== method) continue;
      if (status !== undefined && exchange.status !== status) continue;
      if (clientId !== undefined && exchange.clientId !== clientId) continue;
      const entry = this.#shown(id, exchange);
      // Compared as it is shown: what is masked must not be found out by asking.
      if (url === undefined || entry.url.includes(url)) entries.push(entry);
    }
    return entries;
  }

  /** Ids go on, so that "after" means the same before and after. */
  clear(): void {
    this.#ring.length = 0;
    this.#rooms.length = 0;
  }

  #roomAt(at: number): Buffer {
    const room = this.#rooms[at] ?? createRoom();
    this.#rooms[at] = room;
    return room;
  }

  #shown(id: number, exchange: Exchange): JournalEntry {
    const { requestBody, responseBody, responseHeaders } = exchange;
    return this.#mask({
      id,
      ...exchange,
      requestBody: readBody(requestBody, undefined),
      responseBody: readBody(responseBody, responseHeaders['content-encoding']),
    });
  }
}
