import type { SandboxCore } from '../context.ts';

/** Wrong secrets in a row that are answered at once; a developer who mistypes needs a few. */
const BURST = 10;
/** One more is answered each time this has passed. */
const REFILL_MS = 2000;
/** More names than this are not remembered: whoever invents names by the million must not fill the memory. */
const MAX_NAMES = 10_000;

interface Failures {
  readonly count: number;
  readonly at: number;
}

/**
 * Slows down guessing of client secrets (RFC 6749 §2.3.1). Kept per process and in memory: reading a row would cost
 * every token request, and secrets are of high entropy.
 */
export class FailureThrottle {
  readonly #failures = new Map<string, Failures>();

  /** Nobody has failed lately: so for nearly every request. */
  get isEmpty(): boolean {
    return this.#failures.size === 0;
  }

  /** @returns seconds to wait before the next attempt, 0 when it may come now */
  wait(name: string, now: number): number {
    const left = this.#left(name, now);
    return left < BURST ? 0 : Math.max(1, Math.ceil(((left - BURST + 1) * REFILL_MS) / 1000));
  }

  fail(name: string, now: number): void {
    const count = this.#left(name, now) + 1;
    // Deleted first, so that the oldest name is the first one.
    this.#failures.delete(name);
    this.#failures.set(name, { count, at: now });
    if (this.#failures.size <= MAX_NAMES) return;
    for (const oldest of this.#failures.keys()) {
      this.#failures.delete(oldest);
      break;
    }
  }

  succeed(name: string): void {
    this.#failures.delete(name);
  }

  clear(): void {
    this.#failures.clear();
  }

  /** Failures that count still, as a fraction: each is forgotten in `REFILL_MS`. */
  #left(name: string, now: number): number {
    const failures = this.#failures.get(name);
    if (!failures) return 0;
    return Math.max(0, failures.count - Math.max(0, now - failures.at) / REFILL_MS);
  }
}

const throttles = new WeakMap<SandboxCore, FailureThrottle>();

export function throttleOf(core: SandboxCore): FailureThrottle {
  const throttle = throttles.get(core) ?? new FailureThrottle();
  throttles.set(core, throttle);
  return throttle;
}
