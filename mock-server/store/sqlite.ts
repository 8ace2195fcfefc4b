import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { App } from '../context.ts';
import { type Database, lazily } from './database.ts';
import { createKyselyStore } from './kysely-store.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

const IN_MEMORY = ':memory:';

export interface SqliteStoreOptions {
  /** `:memory:`, or the path of a file that outlives the process. */
  readonly location?: string;
  /** Apps that are there from the start. */
  readonly apps?: readonly App[];
}

/** A store on `node:sqlite`. */
export function createSqliteStore({ location = IN_MEMORY, apps = [] }: SqliteStoreOptions = {}): Store {
  const appCache = location === IN_MEMORY ? 'empty' : 'full';
  return createKyselyStore({ database: openSqlite(location), builtIn: apps, appCache });
}

/** @throws Error of SQLite when the file can't be opened, is no database, or is another process's */
export function openSqlite(location: string): Database {
  const database = new DatabaseSync(location);
  if (location !== IN_MEMORY) takeFile(database);
  const open = async () => {
    // Kysely takes longer to load than all the rest of the sandbox, and client credentials need no row.
    const [{ Kysely, SqliteDialect }, { migrate }] = await Promise.all([
      import('kysely'),
      import('./migrate.ts'),
    ]);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: asKysely(database) }) });
    await migrate(db);
    return db;
  };
  return lazily(open, () => {
    if (database.isOpen) database.close();
  });
}

/**
 * One process owns the file for as long as it lives, however it ends: what is cached of it is true. WAL with NORMAL
 * loses no committed row when the process is killed; only a power cut can cost the last ones.
 */
function takeFile(database: DatabaseSync): void {
  try {
    database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = normal; begin immediate; commit',
    );
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Shows a `node:sqlite` database by the interface of better-sqlite3 that Kysely speaks. */
function asKysely(database: DatabaseSync): SqliteDatabase {
  // The store uses a fixed set of statements, so the cache is bounded.
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = prepared.get(sql) ?? asStatement(database.prepare(sql));
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function asStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
    run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
    iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])),
  };
}
