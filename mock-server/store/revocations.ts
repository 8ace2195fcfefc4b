import type { CompiledQuery } from 'kysely';
import type { Connect } from './connect.ts';
import type { Store } from './store.ts';

/** `id` names a grant, and so its family of tokens, or one access token. */
export interface RevocationRow {
  id: string;
  revoked_at: number;
}

export function createRevocations(connect: Connect): Pick<Store, 'revoke' | 'isRevoked'> {
  let revocation: CompiledQuery | undefined;
  return {
    async revoke(id, now) {
      const db = await connect();
      const insert = db.insertInto('revocations').values({ id, revoked_at: now });
      await insert.onConflict((conflict) => conflict.doNothing()).execute();
    },
    async isRevoked(jti) {
      const db = await connect();
      // Compiled once, as for grants: it runs with every directory request.
      revocation ??= db.selectFrom('revocations').select('id').where('id', '=', '').compile();
      const { rows } = await db.executeQuery({ ...revocation, parameters: [jti] });
      return rows.length > 0;
    },
  };
}
