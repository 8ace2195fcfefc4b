import { createMasker } from './mask-journal.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;

/** One exchange as it is kept: secrets and tokens are pseudonyms, long bodies are cut. */
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
  readonly defects: readonly string[];
  readonly injected: boolean;
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

const KEPT_ENTRIES = 1000;
const KEPT_CHARACTERS = 64 * 1024;

/** The last thousand exchanges. Nothing in it opens anything: what is secret was replaced before it was kept. */
export class Journal {
  readonly #ring: JournalEntry[] = [];
  readonly #mask = createMasker();
  #count = 0;

  add(entry: Omit<JournalEntry, 'id'>): void {
    this.#count += 1;
    const { url, requestHeaders, requestBody, responseHeaders, responseBody } = entry;
    const kept: JournalEntry = {
      ...entry,
      id: this.#count,
      url: this.#mask.url(url),
      requestHeaders: this.#mask.headers(requestHeaders),
      requestBody: cut(this.#mask.body(requestBody)),
      responseHeaders: this.#mask.headers(responseHeaders),
      responseBody: cut(this.#mask.body(responseBody)),
    };
    this.#ring[(this.#count - 1) % KEPT_ENTRIES] = kept;
  }

  /** Newest first. */
  list({ method, url, status, clientId, after = 0, limit = 100 }: JournalFilter = {}): JournalEntry[] {
    return this.#ring
      .filter(
        (entry) =>
          entry.id > after &&
          (method === undefined || entry.method === method) &&
          (url === undefined || entry.url.includes(url)) &&
          (status === undefined || entry.status === status) &&
          (clientId === undefined || entry.clientId === clientId),
      )
      .sort((a, b) => b.id - a.id)
      .slice(0, limit);
  }

  clear(): void {
    this.#ring.length = 0;
    this.#count = 0;
  }
}

function cut(text: string): string {
  const more = text.length - KEPT_CHARACTERS;
  return more <= 0 ? text : `${text.slice(0, KEPT_CHARACTERS)}… (${more} more characters)`;
}
