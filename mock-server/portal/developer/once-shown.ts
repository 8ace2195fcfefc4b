/** Sessions beyond this many lose what was not looked at: the secret can be made anew. */
const KEPT = 1000;

/**
 * New client secrets on their way from the request that made them to the page that shows them. In memory only: the store
 * has their hashes.
 */
export class OnceShown {
  readonly #secrets = new Map<string, string>();

  put(sessionId: string, clientId: string, secret: string): void {
    const key = keyOf(sessionId, clientId);
    this.#secrets.delete(key);
    this.#secrets.set(key, secret);
    if (this.#secrets.size <= KEPT) return;
    for (const oldest of this.#secrets.keys()) {
      this.#secrets.delete(oldest);
      break;
    }
  }

  /** Without taking it away. */
  peek(sessionId: string, clientId: string): string | undefined {
    return this.#secrets.get(keyOf(sessionId, clientId));
  }

  /** The second time there is none. */
  take(sessionId: string, clientId: string): string | undefined {
    const secret = this.peek(sessionId, clientId);
    this.#secrets.delete(keyOf(sessionId, clientId));
    return secret;
  }
}

function keyOf(sessionId: string, clientId: string): string {
  return `${sessionId}\n${clientId}`;
}
