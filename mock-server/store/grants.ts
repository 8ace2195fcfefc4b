import type { CompiledQuery, Kysely, Selectable } from 'kysely';
import type { Connect } from './connect.ts';
import type { Schema } from './schema.ts';
import type { Grant, Store } from './store.ts';

export interface GrantRow {
  id: string;
  patient_id: string;
  granted_by: string;
  fhir_user: string;
  client_id: string;
  /** Space-separated resource types. */
  types: string;
  scope: string;
  scope_requested: number;
  created_at: number;
  withdrawn_at: number | null;
}

export function createGrants(
  connect: Connect,
): Pick<Store, 'saveGrant' | 'findLiveGrant' | 'grantsOfPatient' | 'withdrawGrants'> {
  let liveGrant: CompiledQuery | undefined;
  return {
    async saveGrant({
      id,
      patientId,
      grantedBy,
      fhirUser,
      clientId,
      types,
      scope,
      scopeRequested,
      createdAt,
    }) {
      const db = await connect();
      await db
        .insertInto('grants')
        .values({
          id,
          patient_id: patientId,
          granted_by: grantedBy,
          fhir_user: fhirUser,
          client_id: clientId,
          types: types.join(' '),
          scope,
          scope_requested: Number(scopeRequested),
          created_at: createdAt,
          withdrawn_at: null,
        })
        .execute();
    },
    async findLiveGrant(id, jti = '') {
      const db = await connect();
      // Compiled once: building the statement costs several times what running it does.
      liveGrant ??= compileLiveGrant(db);
      const { rows } = await db.executeQuery<Selectable<GrantRow>>({
        ...liveGrant,
        parameters: [id, id, jti],
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
  };
}

/** Takes the id of the grant twice, then the `jti`. */
function compileLiveGrant(db: Kysely<Schema>): CompiledQuery {
  return db
    .selectFrom('grants')
    .selectAll()
    .where('id', '=', '')
    .where('withdrawn_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('revocations').select('revocations.id').where('revocations.id', 'in', ['', '']))),
    )
    .compile();
}

function grantOf(row: Selectable<GrantRow>): Grant {
  return {
    id: row.id,
    patientId: row.patient_id,
    grantedBy: row.granted_by,
    fhirUser: row.fhir_user,
    clientId: row.client_id,
    types: row.types.split(' ').filter(Boolean),
    scope: row.scope,
    scopeRequested: row.scope_requested === 1,
    createdAt: Number(row.created_at),
  };
}
