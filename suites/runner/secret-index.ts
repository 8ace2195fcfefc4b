/** Secrets are at least this long; the first characters of each are its key in the index. */
const KEY = 4;

interface Entry {
  readonly secret: string;
  readonly pseudonym: string;
}

/**
 * Finds many secrets in a text in one pass, whatever their number: a run sees hundreds of tokens and megabytes of
 * bodies. Where several secrets begin at the same place, the longest is taken.
 */
export class SecretIndex {
  /** One bit per hash of a key: most places of a text are ruled out by it. */
  readonly #filter = new Uint8Array(1 << 16);
  readonly #entries = new Map<string, Entry[]>();

  /** @param secret at least four characters */
  add(secret: string, pseudonym: string): void {
    if (secret.length < KEY) throw new RangeError(`a secret of ${secret.length} characters can't be indexed`);
    this.#filter[hashAt(secret, 0)] = 1;
    const key = secret.slice(0, KEY);
    const entries = this.#entries.get(key) ?? [];
    entries.push({ secret, pseudonym });
    entries.sort((a, b) => b.secret.length - a.secret.length);
    this.#entries.set(key, entries);
  }

  /**
   * The text with every secret replaced by its pseudonym.
   * @param limit characters of the result after which the rest is of no interest
   */
  replaceIn(text: string, limit = Number.POSITIVE_INFINITY): string {
    let done = '';
    let from = 0;
    for (let at = 0; at <= text.length - KEY && done.length + at - from <= limit; at += 1) {
      if (this.#filter[hashAt(text, at)] === 0) continue;
      const found = this.#at(text, at);
      if (!found) continue;
      done += text.slice(from, at) + found.pseudonym;
      from = at + found.secret.length;
      at = from - 1;
    }
    if (done === '' && text.length <= limit) return text;
    return done + text.slice(from, limit === Number.POSITIVE_INFINITY ? undefined : endOf(from, done, limit));
  }

  #at(text: string, at: number): Entry | undefined {
    return this.#entries.get(text.slice(at, at + KEY))?.find(({ secret }) => text.startsWith(secret, at));
  }
}

/** One character more than the limit, so that the caller sees that there was more. */
function endOf(from: number, done: string, limit: number): number {
  return from + Math.max(0, limit + 1 - done.length);
}

function hashAt(text: string, at: number): number {
  return (
    (text.charCodeAt(at) +
      text.charCodeAt(at + 1) * 31 +
      text.charCodeAt(at + 2) * 961 +
      text.charCodeAt(at + 3) * 29_791) &
    0xffff
  );
}
