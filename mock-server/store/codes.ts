import { hashSecret } from '../oauth/secrets.ts';
import { type Connect, changedOne, orUndefined } from './connect.ts';
import type { Store } from './store.ts';

export interface CodeRow {
  hash: string;
  client_id: string;
  grant_id: string;
  redirect_uri: string;
  redirect_uri_sent: number;
  challenge: string;
  nonce: string | null;
  expires_at: number;
  used: number;
}

export function createCodes(connect: Connect): Pick<Store, 'saveCode' | 'findCode' | 'useCode'> {
  return {
    async saveCode(code, { clientId, grantId, redirectUri, redirectUriSent, challenge, nonce, expiresAt }) {
      const db = await connect();
      await db
        .insertInto('codes')
        .values({
          hash: hashSecret(code),
          client_id: clientId,
          grant_id: grantId,
          redirect_uri: redirectUri,
          redirect_uri_sent: Number(redirectUriSent),
          challenge,
          nonce: nonce ?? null,
          expires_at: expiresAt,
          used: 0,
        })
        .execute();
    },
    async findCode(code) {
      const db = await connect();
      const query = db.selectFrom('codes').selectAll().where('hash', '=', hashSecret(code));
      const row = await query.executeTakeFirst();
      return (
        row && {
          clientId: row.client_id,
          grantId: row.grant_id,
          redirectUri: row.redirect_uri,
          redirectUriSent: row.redirect_uri_sent === 1,
          challenge: row.challenge,
          nonce: orUndefined(row.nonce),
          expiresAt: Number(row.expires_at),
        }
      );
    },
    async useCode(code) {
      const db = await connect();
      const update = db.updateTable('codes').set({ used: 1 });
      return changedOne(
        await update.where('hash', '=', hashSecret(code)).where('used', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}
