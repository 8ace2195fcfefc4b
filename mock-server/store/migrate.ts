import { type Kysely, sql } from 'kysely';
import { migrations as all, type Migration } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { StateError } from './state-error.ts';

export interface MigrateOptions {
  readonly migrations?: readonly Migration[];
  /** Run first, so that of several processes that start on one database only one migrates. */
  readonly lock?: string;
}

/**
 * Brings the tables to the newest form, all or nothing: both databases take schema changes back with the transaction.
 * @throws StateError when the tables were made by a newer version
 */
export async function migrate(
  db: Kysely<Schema>,
  { migrations = all, lock }: MigrateOptions = {},
): Promise<void> {
  await db.transaction().execute(async (work) => {
    if (lock !== undefined) await sql.raw(lock).execute(work);
    await sql`create table if not exists migrations (number integer primary key, name text not null)`.execute(
      work,
    );
    const done = await work.selectFrom('migrations').selectAll().orderBy('number').execute();
    const strange = done.find(({ number, name }) => migrations[number - 1]?.name !== name);
    if (strange) {
      throw new StateError(
        `the state was written by another version: it has step ${strange.number} "${strange.name}", which this version does not know`,
      );
    }
    for (const [index, { name, statements }] of migrations.entries()) {
      if (index < done.length) continue;
      for (const statement of statements) await sql.raw(statement).execute(work);
      await work
        .insertInto('migrations')
        .values({ number: index + 1, name })
        .execute();
    }
  });
}
