import type { Reply } from '../reply.ts';
import { createRoom, type KeptBody, keepBody, readBody } from './journal-body.ts';
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

/** What is told of an exchange beside its bodies. */
export type Told = Omit<JournalEntry, 'id' | 'requestBody' | 'responseBody'>;

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

interface Kept {
  readonly id: number;
  readonly told: Told;
  readonly requestBody: KeptBody;
  readonly responseBody: KeptBody;
}

/** The most entries that are kept. */
export const KEPT_ENTRIES = 1000;

/**
 * The last thousand exchanges, in the memory of the process only. What is kept is masked when it is read, so that it
 * costs requests next to nothing; nothing that leaves the journal opens anything.
 */
export class Journal {
  readonly #ring: Kept[] = [];
  /** Where long answers are copied to, by their place in the ring. */
  readonly #rooms: Buffer[] = [];
  readonly #mask = createMasker();
  #count = 0;

  /** Takes an exchange as it happened; the bodies are those that were sent. */
  add(told: Told, requestBody: string, responseBody: Reply['body']): void {
    const at = this.#count % KEPT_ENTRIES;
    this.#count += 1;
    this.#ring[at] = {
      id: this.#count,
      told,
      requestBody: keepBody(requestBody),
      responseBody: keepBody(responseBody, () => this.#roomAt(at)),
    };
  }

  /** Newest first. */
  list({ method, url, status, clientId, after = 0, limit = 100 }: JournalFilter = {}): JournalEntry[] {
    const entries: JournalEntry[] = [];
    for (let id = this.#count; id > after && entries.length < limit; id -= 1) {
      const kept = this.#ring[(id - 1) % KEPT_ENTRIES];
      if (kept?.id !== id) break;
      const { told } = kept;
      if (method !== undefined && told.method !== method) continue;
      if (status !== undefined && told.status !== status) continue;
      if (clientId !== undefined && told.clientId !== clientId) continue;
      const entry = this.#shown(kept);
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

  #shown({ id, told, requestBody, responseBody }: Kept): JournalEntry {
    return this.#mask({
      id,
      ...told,
      requestBody: readBody(requestBody, undefined),
      responseBody: readBody(responseBody, told.responseHeaders['content-encoding']),
    });
  }
}
