import { type AppRegistryOptions, createAppRegistry } from './apps.ts';
import { createAttempts } from './attempts.ts';
import { createAudit } from './audit.ts';
import { createCodes } from './codes.ts';
import type { Connect } from './connect.ts';
import type { Database } from './database.ts';
import { createDevelopers } from './developers.ts';
import { createGrants } from './grants.ts';
import { createInteractions } from './interactions.ts';
import { createPortalSessions } from './portal-sessions.ts';
import { createProductionRequests } from './production-requests.ts';
import { createRefreshTokens } from './refresh-tokens.ts';
import { rememberAccess } from './remember-access.ts';
import { createRevocations } from './revocations.ts';
import { tables } from './schema.ts';
import { createSessions } from './sessions.ts';
import type { Store } from './store.ts';

/** Codes are kept this long past their end, so that a late replay still ends the tokens of the first use. */
const CODE_MEMORY_MS = 24 * 3600 * 1000;

export interface KyselyStoreOptions {
  readonly database: Database;
  readonly builtIn: AppRegistryOptions['builtIn'];
  readonly appCache: AppRegistryOptions['cache'];
}

/** The store on any database Kysely speaks. */
export function createKyselyStore({ database, builtIn, appCache }: KyselyStoreOptions): Store {
  const { connect, close } = database;
  const apps = createAppRegistry({ connect, builtIn, cache: appCache });
  const access = { ...createGrants(connect), ...createRevocations(connect) };
  const remembered = appCache === 'none' ? undefined : rememberAccess(access);
  return {
    apps,
    ...createInteractions(connect),
    ...createSessions(connect),
    ...access,
    ...remembered,
    ...createCodes(connect),
    ...createRefreshTokens(connect),
    portal: {
      ...createDevelopers(connect),
      ...createPortalSessions(connect),
      ...createProductionRequests(connect),
      ...createAudit(connect),
    },
    async ping() {
      // Before the first row there is nothing that could be away.
      if (!database.isOpen()) return;
      const db = await connect();
      await db.selectFrom('settings').select('name').limit(1).execute();
    },
    async deleteExpired(now) {
      if (database.isOpen()) await deleteExpired(connect, now);
    },
    ...createAttempts(connect),
    async reset() {
      const db = await connect();
      await db.transaction().execute(async (all) => {
        for (const table of tables) await all.deleteFrom(table).execute();
      });
      apps.forget();
      remembered?.forget();
    },
    close,
  };
}

async function deleteExpired(connect: Connect, now: number): Promise<void> {
  const db = await connect();
  await db.deleteFrom('interactions').where('expires_at', '<=', now).execute();
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
  await db.deleteFrom('portal_sessions').where('expires_at', '<=', now).execute();
  await db.deleteFrom('attempts').where('expires_at', '<=', now).execute();
  await db.deleteFrom('refresh_tokens').where('expires_at', '<=', now).execute();
  await db
    .deleteFrom('codes')
    .where('expires_at', '<=', now - CODE_MEMORY_MS)
    .execute();
}
