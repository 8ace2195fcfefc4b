import type { Selectable } from 'kysely';
import { hashSecret } from '../oauth/secrets.ts';
import { type Connect, changedOne } from './connect.ts';
import type { Developer, PortalStore } from './portal.ts';

export interface DeveloperRow {
  id: string;
  email: string;
  name: string;
  organization: string;
  password_hash: string | null;
  created_at: number;
}

export interface RegistrationRow {
  hash: string;
  developer_id: string;
  code_hash: string;
  expires_at: number;
  tries: number;
  used: number;
}

type Accounts =
  | 'findDeveloper'
  | 'findDeveloperByEmail'
  | 'saveDeveloper'
  | 'saveRegistration'
  | 'findRegistration'
  | 'countTry'
  | 'useRegistration';

export function createDevelopers(connect: Connect): Pick<PortalStore, Accounts> {
  const find = async (column: 'id' | 'email', value: string) => {
    const db = await connect();
    const row = await db.selectFrom('developers').selectAll().where(column, '=', value).executeTakeFirst();
    return row && developerOf(row);
  };
  return {
    findDeveloper: (id) => find('id', id),
    findDeveloperByEmail: (email) => find('email', email),
    async saveDeveloper({ id, email, name, organization, passwordHash, createdAt }) {
      const db = await connect();
      const changes = { name, organization, password_hash: passwordHash ?? null };
      const row = await db
        .insertInto('developers')
        .values({ id, email, created_at: createdAt, ...changes })
        .onConflict((conflict) => conflict.column('email').doUpdateSet(changes))
        .returningAll()
        .executeTakeFirstOrThrow();
      return developerOf(row);
    },
    async saveRegistration(id, { developerId, codeHash, expiresAt, tries, used }) {
      const db = await connect();
      const values = { developer_id: developerId, code_hash: codeHash, expires_at: expiresAt, tries };
      await db
        .insertInto('registrations')
        .values({ hash: hashSecret(id), ...values, used: Number(used) })
        .execute();
    },
    async findRegistration(id) {
      const db = await connect();
      const query = db.selectFrom('registrations').selectAll().where('hash', '=', hashSecret(id));
      const row = await query.executeTakeFirst();
      return (
        row && {
          developerId: row.developer_id,
          codeHash: row.code_hash,
          expiresAt: Number(row.expires_at),
          tries: row.tries,
          used: row.used === 1,
        }
      );
    },
    async countTry(id) {
      const db = await connect();
      const row = await db
        .updateTable('registrations')
        .set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
        .where('hash', '=', hashSecret(id))
        .returning('tries')
        .executeTakeFirst();
      return row?.tries ?? 0;
    },
    async useRegistration(id) {
      const db = await connect();
      const update = db.updateTable('registrations').set({ used: 1 });
      return changedOne(
        await update.where('hash', '=', hashSecret(id)).where('used', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}

function developerOf(row: Selectable<DeveloperRow>): Developer {
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    organization: row.organization,
    ...(row.password_hash !== null && { passwordHash: row.password_hash }),
    createdAt: Number(row.created_at),
  };
}
