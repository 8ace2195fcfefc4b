import type { Clock } from '../clock.ts';

/** The time of a sandbox as its owner sets it: shifted against a clock that runs, or standing still. */
export class ControlledClock implements Clock {
  readonly #running: Clock;
  #shift = 0;
  #stoppedAt: number | undefined;

  constructor(running: Clock) {
    this.#running = running;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#stoppedAt ?? this.#running.now() + this.#shift;
  }

  get frozen(): boolean {
    return this.#stoppedAt !== undefined;
  }

  /** @param at milliseconds since the epoch; a frozen clock stays frozen, there */
  set(at: number): void {
    if (this.frozen) this.#stoppedAt = at;
    else this.#shift = at - this.#running.now();
  }

  /** @param by milliseconds, negative to go back */
  advance(by: number): void {
    this.set(this.now() + by);
  }

  freeze(): void {
    this.#stoppedAt = this.now();
  }

  /** Runs on from where it stands. */
  resume(): void {
    const at = this.now();
    this.#stoppedAt = undefined;
    this.set(at);
  }

  /** Back to the time of the machine. */
  reset(): void {
    this.#stoppedAt = undefined;
    this.#shift = 0;
  }
}
