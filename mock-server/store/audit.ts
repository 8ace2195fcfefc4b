import { randomUUID } from 'node:crypto';
import type { Connect } from './connect.ts';
import type { AuditEntry, PortalStore } from './portal.ts';

export interface AuditRow extends AuditEntry {
  readonly id: string;
}

const SHOWN = 200;

export function createAudit(connect: Connect): Pick<PortalStore, 'addAudit' | 'listAudit'> {
  return {
    async addAudit(entry) {
      const db = await connect();
      await db
        .insertInto('audit')
        .values({ id: randomUUID(), ...entry })
        .execute();
    },
    async listAudit(of) {
      const db = await connect();
      let query = db.selectFrom('audit').selectAll().orderBy('at', 'desc').orderBy('id').limit(SHOWN);
      if (of && 'subject' in of) query = query.where('subject', '=', of.subject);
      if (of && 'account' in of) query = query.where('account', '=', of.account);
      return (await query.execute()).map(({ id: _, ...entry }) => ({ ...entry, at: Number(entry.at) }));
    },
  };
}
