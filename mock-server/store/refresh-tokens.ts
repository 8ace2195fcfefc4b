import { hashSecret } from '../oauth/secrets.ts';
import { type Connect, changedOne } from './connect.ts';
import type { Store } from './store.ts';

export interface RefreshTokenRow {
  hash: string;
  client_id: string;
  family: string;
  expires_at: number;
  rotated: number;
}

export function createRefreshTokens(
  connect: Connect,
): Pick<Store, 'saveRefreshToken' | 'findRefreshToken' | 'useRefreshToken'> {
  return {
    async saveRefreshToken(token, { clientId, grantId, expiresAt }) {
      const db = await connect();
      await db
        .insertInto('refresh_tokens')
        .values({
          hash: hashSecret(token),
          client_id: clientId,
          family: grantId,
          expires_at: expiresAt,
          rotated: 0,
        })
        .execute();
    },
    async findRefreshToken(token) {
      const db = await connect();
      const query = db.selectFrom('refresh_tokens').selectAll().where('hash', '=', hashSecret(token));
      const row = await query.executeTakeFirst();
      return (
        row && {
          clientId: row.client_id,
          grantId: row.family,
          expiresAt: Number(row.expires_at),
          used: row.rotated === 1,
        }
      );
    },
    async useRefreshToken(token) {
      const db = await connect();
      const update = db.updateTable('refresh_tokens').set({ rotated: 1 });
      return changedOne(
        await update.where('hash', '=', hashSecret(token)).where('rotated', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}
