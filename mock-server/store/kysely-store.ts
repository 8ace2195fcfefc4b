import { hash } from 'node:crypto';
import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Grant, Store } from './store.ts';

/** Codes are kept this long past their end, so that a late replay still ends the tokens of the first use. */
const CODE_MEMORY_MS = 24 * 3600 * 1000;

/** Gives the same database every time; called by each method, so that it can be opened at first use. */
export type Connect = () => Promise<Kysely<Schema>>;

/** The store on any database Kysely speaks; the tables of `schema.ts` must be there. */
export function createKyselyStore(connect: Connect): Omit<Store, 'close'> {
  return {
    ...interactions(connect),
    ...sessions(connect),
    ...grants(connect),
    ...codes(connect),
    ...refreshTokens(connect),
    async deleteExpired(now) {
      const db = await connect();
      await db.deleteFrom('interactions').where('expires_at', '<=', now).execute();
      await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
      await db
        .deleteFrom('codes')
        .where('expires_at', '<=', now - CODE_MEMORY_MS)
        .execute();
    },
    async reset() {
      const db = await connect();
      await db.transaction().execute(async (all) => {
        for (const table of TABLES) await all.deleteFrom(table).execute();
      });
    },
  };
}

const TABLES: readonly (keyof Schema)[] = [
  'interactions',
  'sessions',
  'grants',
  'codes',
  'refresh_tokens',
  'revocations',
];

const hashOf = (secret: string) => hash('sha256', secret, 'base64url');
const orUndefined = <T>(value: T | null): T | undefined => value ?? undefined;
/** Single use is decided by the database alone: one conditional update, and whether it changed the row. */
const changedOne = (result: { numUpdatedRows: bigint }) => result.numUpdatedRows === 1n;

function interactions(
  connect: Connect,
): Pick<Store, 'saveInteraction' | 'findInteraction' | 'useInteraction'> {
  return {
    async saveInteraction(
      id,
      { clientId, redirectUri, redirectUriSent, state, scope, challenge, expiresAt },
    ) {
      const db = await connect();
      await db
        .insertInto('interactions')
        .values({
          hash: hashOf(id),
          client_id: clientId,
          redirect_uri: redirectUri,
          redirect_uri_sent: Number(redirectUriSent),
          state: state ?? null,
          scope: scope ?? null,
          challenge,
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
        .where('hash', '=', hashOf(id))
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
          expiresAt: Number(row.expires_at),
        }
      );
    },
    async useInteraction(id) {
      const db = await connect();
      const update = db.updateTable('interactions').set({ used: 1 });
      return changedOne(
        await update.where('hash', '=', hashOf(id)).where('used', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}

function sessions(connect: Connect): Pick<Store, 'saveSession' | 'findSession' | 'endSession'> {
  return {
    async saveSession(id, { userName, expiresAt }) {
      const db = await connect();
      const values = { hash: hashOf(id), user_name: userName, expires_at: expiresAt };
      await db.insertInto('sessions').values(values).execute();
    },
    async findSession(id) {
      const db = await connect();
      const query = db.selectFrom('sessions').selectAll().where('hash', '=', hashOf(id));
      const row = await query.executeTakeFirst();
      return row && { userName: row.user_name, expiresAt: Number(row.expires_at) };
    },
    async endSession(id) {
      const db = await connect();
      await db.deleteFrom('sessions').where('hash', '=', hashOf(id)).execute();
    },
  };
}

function grants(
  connect: Connect,
): Pick<Store, 'saveGrant' | 'findLiveGrant' | 'grantsOfPatient' | 'withdrawGrants' | 'revoke'> {
  let liveGrant: CompiledQuery | undefined;
  return {
    async saveGrant({ id, patientId, clientId, types, scope, scopeRequested, createdAt }) {
      const db = await connect();
      await db
        .insertInto('grants')
        .values({
          id,
          patient_id: patientId,
          client_id: clientId,
          types: types.join(' '),
          scope,
          scope_requested: Number(scopeRequested),
          created_at: createdAt,
          withdrawn_at: null,
        })
        .execute();
    },
    async findLiveGrant(id) {
      const db = await connect();
      // Compiled once: building the statement costs several times what running it does.
      liveGrant ??= compileLiveGrant(db);
      const { rows } = await db.executeQuery<Selectable<Schema['grants']>>({
        ...liveGrant,
        parameters: [id],
      });
      return rows[0] && grantOf(rows[0]);
    },
    async grantsOfPatient(patientId) {
      const db = await connect();
      const rows = await db
        .selectFrom('grants')
        .selectAll()
        .where('patient_id', '=', patientId)
        .where('withdrawn_at', 'is', null)
        .orderBy('created_at', 'desc')
        .execute();
      return rows.map(grantOf);
    },
    async withdrawGrants(patientId, clientId, now) {
      const db = await connect();
      await db
        .updateTable('grants')
        .set({ withdrawn_at: now })
        .where('patient_id', '=', patientId)
        .where('client_id', '=', clientId)
        .where('withdrawn_at', 'is', null)
        .execute();
    },
    async revoke(family, now) {
      const db = await connect();
      const insert = db.insertInto('revocations').values({ family, revoked_at: now });
      await insert.onConflict((conflict) => conflict.doNothing()).execute();
    },
  };
}

function compileLiveGrant(db: Kysely<Schema>): CompiledQuery {
  return db
    .selectFrom('grants')
    .leftJoin('revocations', 'family', 'id')
    .selectAll('grants')
    .where('withdrawn_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('id', '=', '')
    .compile();
}

function grantOf(row: Selectable<Schema['grants']>): Grant {
  return {
    id: row.id,
    patientId: row.patient_id,
    clientId: row.client_id,
    types: row.types.split(' ').filter(Boolean),
    scope: row.scope,
    scopeRequested: row.scope_requested === 1,
    createdAt: Number(row.created_at),
  };
}

function codes(connect: Connect): Pick<Store, 'saveCode' | 'findCode' | 'useCode'> {
  return {
    async saveCode(code, { clientId, grantId, redirectUri, redirectUriSent, challenge, expiresAt }) {
      const db = await connect();
      await db
        .insertInto('codes')
        .values({
          hash: hashOf(code),
          client_id: clientId,
          grant_id: grantId,
          redirect_uri: redirectUri,
          redirect_uri_sent: Number(redirectUriSent),
          challenge,
          expires_at: expiresAt,
          used: 0,
        })
        .execute();
    },
    async findCode(code) {
      const db = await connect();
      const query = db.selectFrom('codes').selectAll().where('hash', '=', hashOf(code));
      const row = await query.executeTakeFirst();
      return (
        row && {
          clientId: row.client_id,
          grantId: row.grant_id,
          redirectUri: row.redirect_uri,
          redirectUriSent: row.redirect_uri_sent === 1,
          challenge: row.challenge,
          expiresAt: Number(row.expires_at),
        }
      );
    },
    async useCode(code) {
      const db = await connect();
      const update = db.updateTable('codes').set({ used: 1 });
      return changedOne(
        await update.where('hash', '=', hashOf(code)).where('used', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}

function refreshTokens(
  connect: Connect,
): Pick<Store, 'saveRefreshToken' | 'findRefreshToken' | 'useRefreshToken'> {
  return {
    async saveRefreshToken(token, { clientId, grantId, expiresAt }) {
      const db = await connect();
      await db
        .insertInto('refresh_tokens')
        .values({
          hash: hashOf(token),
          client_id: clientId,
          family: grantId,
          expires_at: expiresAt,
          rotated: 0,
        })
        .execute();
    },
    async findRefreshToken(token) {
      const db = await connect();
      const query = db.selectFrom('refresh_tokens').selectAll().where('hash', '=', hashOf(token));
      const row = await query.executeTakeFirst();
      return row && { clientId: row.client_id, grantId: row.family, expiresAt: Number(row.expires_at) };
    },
    async useRefreshToken(token) {
      const db = await connect();
      const update = db.updateTable('refresh_tokens').set({ rotated: 1 });
      return changedOne(
        await update.where('hash', '=', hashOf(token)).where('rotated', '=', 0).executeTakeFirstOrThrow(),
      );
    },
  };
}
