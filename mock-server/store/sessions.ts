import type { App } from '../context.ts';
import { hashSecret } from '../oauth/secrets.ts';
import type { Connect } from './connect.ts';
import type { Store } from './store.ts';

export interface SessionRow {
  hash: string;
  user_name: string;
  environment: App['environment'];
  expires_at: number;
}

export function createSessions(connect: Connect): Pick<Store, 'saveSession' | 'findSession' | 'endSession'> {
  return {
    async saveSession(id, { userName, environment = 'sandbox', expiresAt }) {
      const db = await connect();
      const values = { hash: hashSecret(id), user_name: userName, environment, expires_at: expiresAt };
      await db.insertInto('sessions').values(values).execute();
    },
    async findSession(id) {
      const db = await connect();
      const query = db.selectFrom('sessions').selectAll().where('hash', '=', hashSecret(id));
      const row = await query.executeTakeFirst();
      return (
        row && {
          userName: row.user_name,
          ...(row.environment === 'production' && { environment: row.environment }),
          expiresAt: Number(row.expires_at),
        }
      );
    },
    async endSession(id) {
      const db = await connect();
      await db.deleteFrom('sessions').where('hash', '=', hashSecret(id)).execute();
    },
  };
}
