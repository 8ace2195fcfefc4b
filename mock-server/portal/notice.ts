import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Every page made while `run` runs carries the notice, such as one of planned downtime (GEN-5). */
export function withNotice<T>(notice: string | undefined, run: () => T): T {
  return notice === undefined ? run() : current.run(notice, run);
}

export function currentNotice(): string | undefined {
  return current.getStore();
}
