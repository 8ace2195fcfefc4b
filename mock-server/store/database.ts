import type { Connect } from './connect.ts';

/** A database that is opened, and brought up to date, at first use. */
export interface Database {
  readonly connect: Connect;
  /** Whether `connect` was called: before, no row was written. */
  isOpen(): boolean;
  close(): Promise<void>;
}

/** Makes a database that `open` opens once, and `close` closes if it was opened. */
export function lazily(open: Connect, release: () => void = () => {}): Database {
  let opened: ReturnType<Connect> | undefined;
  return {
    connect: () => (opened ??= open()),
    isOpen: () => opened !== undefined,
    async close() {
      const db = await opened?.catch(() => undefined);
      await db?.destroy();
      release();
    },
  };
}
