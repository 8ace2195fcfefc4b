import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '../context.ts';
import { startPostgres } from './postgres.fixture.ts';
import { createMemoryState, openState, type State } from './state.ts';

/** Where the same tests run. */
export interface Place {
  readonly name: string;
  /** Whether a second opening under one name finds what the first has written. */
  readonly keeps: boolean;
  /** Whether several may have one state open at a time. */
  readonly shared: boolean;
  /** @returns why the place is not to be had on this machine, when it is not */
  prepare(): Promise<string | undefined>;
  /** @param name one state per name; letters and digits */
  open(name: string, apps?: readonly App[]): Promise<State>;
  clear(): Promise<void>;
}

const SEED = 'tests';

const memory: Place = {
  name: 'SQLite in memory',
  keeps: false,
  shared: false,
  prepare: async () => undefined,
  open: async (_name, apps = []) => createMemoryState(apps),
  clear: async () => {},
};

function createFilePlace(): Place {
  let folder = '';
  return {
    name: 'SQLite in a file',
    keeps: true,
    shared: false,
    async prepare() {
      folder = mkdtempSync(join(tmpdir(), 'assay-state-'));
      return undefined;
    },
    open: (name, apps = []) => openState({ directory: join(folder, name) }, { apps, seed: SEED }),
    clear: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function createPostgresPlace(): Place {
  let server: Awaited<ReturnType<typeof startPostgres>> = 'not prepared';
  return {
    name: 'PostgreSQL',
    keeps: true,
    shared: true,
    async prepare() {
      server = await startPostgres();
      return typeof server === 'string' ? server : undefined;
    },
    async open(name, apps = []) {
      if (typeof server === 'string') throw new Error(server);
      return openState({ databaseUrl: await server.urlOf(name.toLowerCase()) }, { apps, seed: SEED });
    },
    async clear() {
      if (typeof server !== 'string') await server.stop();
    },
  };
}

export const places = (): readonly Place[] => [memory, createFilePlace(), createPostgresPlace()];
