import { hashSecret } from '../oauth/secrets.ts';
import type { Connect } from './connect.ts';
import type { Store } from './store.ts';

/** Failed sign-ins. `name` is a hash: people type passwords into the field for the user name. */
export interface AttemptsRow {
  name: string;
  failures: number;
  expires_at: number;
}

export function createAttempts(
  connect: Connect,
): Pick<Store, 'countFailure' | 'failuresOf' | 'clearFailures'> {
  return {
    async countFailure(name, now, windowMs) {
      const db = await connect();
      const expires_at = now + windowMs;
      const insert = db.insertInto('attempts').values({ name: hashSecret(name), failures: 1, expires_at });
      // One statement, so that two failures at the same time count as two.
      const { failures } = await insert
        .onConflict((conflict) =>
          conflict.column('name').doUpdateSet(({ eb, ref }) => ({
            failures: eb
              .case()
              .when('attempts.expires_at', '<=', now)
              .then(1)
              .else(eb(ref('attempts.failures'), '+', 1))
              .end(),
            expires_at,
          })),
        )
        .returning('failures')
        .executeTakeFirstOrThrow();
      return failures;
    },
    async failuresOf(name, now) {
      const db = await connect();
      const query = db.selectFrom('attempts').selectAll().where('name', '=', hashSecret(name));
      const row = await query.where('expires_at', '>', now).executeTakeFirst();
      return { count: row?.failures ?? 0, until: Number(row?.expires_at ?? now) };
    },
    async clearFailures(name) {
      const db = await connect();
      await db.deleteFrom('attempts').where('name', '=', hashSecret(name)).execute();
    },
  };
}
