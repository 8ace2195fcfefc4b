import { type Database, lazily } from './database.ts';
import type { Schema } from './schema.ts';

/** Any number, the same for all sandboxes: whoever holds it migrates. */
const MIGRATION_LOCK = 'select pg_advisory_xact_lock(4703512)';

/** A PostgreSQL database, which several sandboxes may share. @param url `postgres://user:password@host:port/database` */
export function openPostgres(url: string): Database {
  return lazily(async () => {
    const [{ Kysely, PostgresDialect }, { Pool }, { migrate }] = await Promise.all([
      import('kysely'),
      import('pg'),
      import('./migrate.ts'),
    ]);
    const pool = new Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 5000 });
    // A connection that breaks while idle is replaced at the next query; unheard, the event would end the process.
    pool.on('error', () => {});
    const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
    try {
      await migrate(db, { lock: MIGRATION_LOCK });
    } catch (error) {
      await db.destroy();
      throw error;
    }
    return db;
  });
}
