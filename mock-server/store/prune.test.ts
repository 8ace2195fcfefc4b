import { afterEach, expect, test, vi } from 'vitest';
import { pruneRegularly } from './prune.ts';
import { createSqliteStore } from './sqlite.ts';

afterEach(() => void vi.useRealTimers());

test('deletes what has expired by every clock, until it is stopped', async () => {
  vi.useFakeTimers();
  const store = createSqliteStore();
  await store.saveSession('s', { userName: 'ada', expiresAt: 1000 });
  let [sandbox, machine] = [5000, 500];
  const stop = pruneRegularly(store, [{ now: () => sandbox }, { now: () => machine }], 100);
  await vi.advanceTimersByTimeAsync(100);
  expect(await store.findSession('s')).toBeDefined();
  sandbox = 900;
  machine = 5000;
  await vi.advanceTimersByTimeAsync(100);
  expect(await store.findSession('s')).toBeDefined();
  sandbox = 1000;
  await vi.advanceTimersByTimeAsync(100);
  expect(await store.findSession('s')).toBeUndefined();
  stop();
  expect(vi.getTimerCount()).toBe(0);
  await store.close();
});
