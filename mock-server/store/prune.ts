import type { Clock } from '../clock.ts';
import type { Store } from './store.ts';

const INTERVAL_MS = 60_000;

/**
 * Deletes expired rows now and then. What has expired by one clock only stays: a test that turns the time of the
 * sandbox forward and back again finds everything as it was.
 *
 * @returns stops it
 */
export function pruneRegularly(store: Store, clocks: readonly Clock[], intervalMs = INTERVAL_MS): () => void {
  const prune = async () => {
    const now = Math.min(...clocks.map((clock) => clock.now()));
    // A database that is away for a moment is pruned the next time.
    await store.deleteExpired(now).catch(() => {});
  };
  const timer = setInterval(prune, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
