import { hashSecret } from '../oauth/secrets.ts';
import { type Connect, changedOne, orUndefined } from './connect.ts';
import type { Store } from './store.ts';

export interface InteractionRow {
  hash: string;
  client_id: string;
  redirect_uri: string;
  redirect_uri_sent: number;
  state: string | null;
  scope: string | null;
  challenge: string;
  nonce: string | null;
  expires_at: number;
  used: number;
}

export function createInteractions(
  connect: Connect,
): Pick<Store, 'saveInteraction' | 'findInteraction' | 'useInteraction'> {
  return {
    async saveInteraction(
      id,
      { clientId, redirectUri, redirectUriSent, state, scope, challenge, nonce, expiresAt },
    ) {
      const db = await connect();
      await db
        .insertInto('interactions')
        .values({
          hash: hashSecret(id),
          client_id: clientId,
          redirect_uri: redirectUri,
          redirect_uri_sent: Number(redirectUriSent),
          state: state ?? null,
          scope: scope ?? null,
          challenge,
          nonce: nonce ?? null,
          expires_at: expiresAt,
          used: 0,
        })
        .execute();
    },
    async findInteraction(id) {
      const db = await connect();
      const row = await db
        .selectFrom('interactions')
        .selectAll()
        .where('hash', '=', hashSecret(id))
        .where('used', '=', 0)
        .executeTakeFirst();
      return (
        row && {
          clientId: row.client_id,
          redirectUri: row.redirect_uri,
          redirectUriSent: row.redirect_uri_sent === 1,
          state: orUndefined(row.state),
          scope: orUndefined(row.scope),
          challenge: row.challenge,
          nonce: orUndefined(row.nonce),
          expiresAt: Number(row.expires_at),
        }
      );
    },
    async useInteraction(id) {
      const db = await connect();
      const update = db.updateTable('interactions').set({ used: 1 });
      return changedOne(
        await update.where('hash', '=', hashSecret(id)).where('used', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}
