import { oauth } from './0001-oauth.ts';
import { apps } from './0002-apps.ts';
import { portal } from './0003-portal.ts';
import { settings } from './0004-settings.ts';

/** One step of the schema. Once released it is never changed: what comes later is a migration of its own. */
export interface Migration {
  readonly name: string;
  /** SQL that SQLite and PostgreSQL both read. */
  readonly statements: readonly string[];
}

/** In the order in which they run; the position is the number. */
export const migrations: readonly Migration[] = [oauth, apps, portal, settings];
