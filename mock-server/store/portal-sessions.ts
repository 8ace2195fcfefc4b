import { hashSecret } from '../oauth/secrets.ts';
import type { Connect } from './connect.ts';
import type { PortalSession, PortalStore } from './portal.ts';

export interface PortalSessionRow {
  hash: string;
  role: PortalSession['role'];
  account: string;
  expires_at: number;
  ends_at: number;
}

type Sessions =
  | 'savePortalSession'
  | 'findPortalSession'
  | 'touchPortalSession'
  | 'endPortalSession'
  | 'endPortalSessionsOf';

export function createPortalSessions(connect: Connect): Pick<PortalStore, Sessions> {
  return {
    async savePortalSession(id, { role, account, expiresAt, endsAt }) {
      const db = await connect();
      const values = { hash: hashSecret(id), role, account, expires_at: expiresAt, ends_at: endsAt };
      await db.insertInto('portal_sessions').values(values).execute();
    },
    async findPortalSession(id) {
      const db = await connect();
      const query = db.selectFrom('portal_sessions').selectAll().where('hash', '=', hashSecret(id));
      const row = await query.executeTakeFirst();
      return (
        row && {
          role: row.role,
          account: row.account,
          expiresAt: Number(row.expires_at),
          endsAt: Number(row.ends_at),
        }
      );
    },
    async touchPortalSession(id, expiresAt) {
      const db = await connect();
      const update = db.updateTable('portal_sessions').set({ expires_at: expiresAt });
      await update.where('hash', '=', hashSecret(id)).execute();
    },
    async endPortalSession(id) {
      const db = await connect();
      await db.deleteFrom('portal_sessions').where('hash', '=', hashSecret(id)).execute();
    },
    async endPortalSessionsOf(account) {
      const db = await connect();
      await db.deleteFrom('portal_sessions').where('account', '=', account).execute();
    },
  };
}
