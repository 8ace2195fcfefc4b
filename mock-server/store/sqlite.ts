import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import type { App } from '../context.ts';
import { createKyselyStore } from './kysely-store.ts';
import type { Schema } from './schema.ts';
import type { Store } from './store.ts';

export interface SqliteStoreOptions {
  /** `:memory:`, or the path of a file that outlives the process. */
  readonly location?: string;
  /** Apps that are there from the start. */
  readonly apps?: readonly App[];
}

/** A store on `node:sqlite`; the database is brought up to date when it is first used. */
export function createSqliteStore({ location = ':memory:', apps = [] }: SqliteStoreOptions = {}): Store {
  const isFile = location !== ':memory:';
  const database = new DatabaseSync(location);
  // WAL with NORMAL loses no committed row when the process is killed; only a power cut can cost the last ones.
  if (isFile) database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  // Kysely takes longer to load than all the rest of the sandbox, and client credentials need no row.
  const load = async () => {
    const [{ Kysely, SqliteDialect }, { migrate }] = await Promise.all([
      import('kysely'),
      import('./migrate.ts'),
    ]);
    const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: asKysely(database) }) });
    await migrate(db);
    return db;
  };
  let loaded: ReturnType<typeof load> | undefined;
  const connect = () => (loaded ??= load());
  return {
    ...createKyselyStore({ connect, builtIn: apps, appCache: isFile ? 'full' : 'empty' }),
    async close() {
      await (await loaded)?.destroy();
      if (database.isOpen) database.close();
    },
  };
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
