import type { RawExchange } from '../../suites/runner/http.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { Session } from '../../suites/runner/session.ts';
import { signInKeys } from './sign-in.ts';

/** What the making of a shared thing took. */
interface Made {
  readonly exchanges: ReadonlySet<RawExchange>;
  /** Other shared things that it used. */
  readonly keys: ReadonlySet<string>;
}

/** What a check saw: requests of its own or of shared things, and by which sign-ins it came there. */
export interface Seen {
  readonly result: CheckResult;
  readonly exchanges: ReadonlySet<RawExchange>;
  readonly signIns: ReadonlySet<string>;
}

/** A session that knows which of its exchanges each check depends on. Checks run one after the other. */
export class TracedSession extends Session {
  readonly #made = new Map<string, Made>();
  readonly #open = new Set<Set<string>>();

  override share<T>(key: string, make: () => Promise<T>): Promise<T> {
    for (const keys of this.#open) keys.add(key);
    return super.share(key, async () => {
      const keys = new Set<string>();
      const from = this.http.exchanges.length;
      this.#open.add(keys);
      try {
        return await make();
      } finally {
        this.#open.delete(keys);
        this.#made.set(key, { exchanges: new Set(this.http.exchanges.slice(from)), keys });
      }
    });
  }

  /** Exchanges of a sign-in that was made. */
  signIn(key: string): readonly RawExchange[] {
    return [...(this.#made.get(key)?.exchanges ?? [])];
  }

  async watch(run: () => Promise<CheckResult>): Promise<Seen> {
    const keys = new Set<string>();
    const from = this.http.exchanges.length;
    this.#open.add(keys);
    const result = await run();
    this.#open.delete(keys);
    const exchanges = new Set(this.http.exchanges.slice(from));
    const used = new Set<string>();
    const follow = (key: string) => {
      if (used.has(key)) return;
      used.add(key);
      for (const inner of this.#made.get(key)?.keys ?? []) follow(inner);
    };
    for (const key of keys) follow(key);
    const signIns = new Set([...used].filter(isSignIn));
    for (const key of used)
      if (!isSignIn(key))
        for (const exchange of this.#made.get(key)?.exchanges ?? []) exchanges.add(exchange);
    // A check that cites a sign-in looks at the sign-in itself, as those of token responses do.
    for (const key of signIns)
      for (const exchange of this.signIn(key)) {
        if (result.evidence.includes(exchange.id)) exchanges.add(exchange);
        else exchanges.delete(exchange);
      }
    return { result, exchanges, signIns };
  }
}

function isSignIn(key: string): boolean {
  return signInKeys.some((one) => one === key);
}
