import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../context.ts';
import { makePrivateDirectory } from '../make-directory.ts';
import type { Database } from './database.ts';
import { createKyselyStore } from './kysely-store.ts';
import { openPostgres } from './postgres.ts';
import { createSettings } from './settings.ts';
import { createSqliteStore, openSqlite } from './sqlite.ts';
import { databaseProblem, directoryProblem, StateError } from './state-error.ts';
import type { Store } from './store.ts';

/** All that a sandbox remembers, with the key that makes its tokens, page links and forms its own. */
export interface State {
  readonly store: Store;
  readonly key: Buffer;
}

/** Where a state is kept: a directory of one sandbox at a time, or a PostgreSQL database, which several may share. */
export type StatePlace = { readonly directory: string } | { readonly databaseUrl: string };

export interface StateOptions {
  /** Apps that are there from the start. */
  readonly apps: readonly App[];
  /** Of the population: consents and tokens name its members, so that a state is good for one seed only. */
  readonly seed: string;
}

const KEY_BYTES = 32;

/** A state that ends with the process. */
export function createMemoryState(apps: readonly App[]): State {
  return { store: createSqliteStore({ apps }), key: randomBytes(KEY_BYTES) };
}

/**
 * Opens the state kept at a place, or begins one there.
 * @throws StateError when it can't be opened, or belongs to another population or version
 */
export async function openState(place: StatePlace, { apps, seed }: StateOptions): Promise<State> {
  const isShared = 'databaseUrl' in place;
  const database = isShared ? openPostgres(place.databaseUrl) : openDirectory(place.directory);
  try {
    const { decide } = createSettings(database.connect);
    const owner = await decide('seed', seed);
    if (owner !== seed) {
      throw new StateError(
        `${nameOf(place)}: this state belongs to the population of --seed ${owner}; start with that seed, or keep the state of --seed ${seed} elsewhere`,
      );
    }
    const key = Buffer.from(await decide('key', randomBytes(KEY_BYTES).toString('base64url')), 'base64url');
    return {
      store: createKyselyStore({ database, builtIn: apps, appCache: isShared ? 'none' : 'full' }),
      key,
    };
  } catch (error) {
    await database.close();
    throw databaseProblem(nameOf(place), error);
  }
}

function openDirectory(directory: string): Database {
  const file = join(directory, 'state.db');
  try {
    // The key is in it: no one else is to read it.
    makePrivateDirectory(directory);
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw directoryProblem(directory, error);
  }
  try {
    return openSqlite(file);
  } catch (error) {
    throw databaseProblem(nameOf({ directory }), error);
  }
}

/** As the user named it; a database URL may hold a password. */
function nameOf(place: StatePlace): string {
  return 'directory' in place ? `--state ${place.directory}` : 'DATABASE_URL';
}
