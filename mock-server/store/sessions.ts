import { hashSecret } from '../oauth/secrets.ts';
import type { Connect } from './connect.ts';
import type { Store } from './store.ts';

export interface SessionRow {
  hash: string;
  user_name: string;
  expires_at: number;
}

export function createSessions(connect: Connect): Pick<Store, 'saveSession' | 'findSession' | 'endSession'> {
  return {
    async saveSession(id, { userName, expiresAt }) {
      const db = await connect();
      const values = { hash: hashSecret(id), user_name: userName, expires_at: expiresAt };
      await db.insertInto('sessions').values(values).execute();
    },
    async findSession(id) {
      const db = await connect();
      const query = db.selectFrom('sessions').selectAll().where('hash', '=', hashSecret(id));
      const row = await query.executeTakeFirst();
      return row && { userName: row.user_name, expiresAt: Number(row.expires_at) };
    },
    async endSession(id) {
      const db = await connect();
      await db.deleteFrom('sessions').where('hash', '=', hashSecret(id)).execute();
    },
  };
}
