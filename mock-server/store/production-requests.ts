import { randomUUID } from 'node:crypto';
import type { State } from '../portal/production/states.ts';
import { type Connect, changedOne } from './connect.ts';
import type { Message, PortalStore, ProductionRequest } from './portal.ts';

/** What is searched for stands in columns; the rest is one JSON text, read and written as a whole. */
export interface ProductionRequestRow {
  id: string;
  client_id: string;
  owner: string;
  state: State;
  revision: number;
  updated_at: number;
  content: string;
}

export interface SubmissionRow {
  request_id: string;
  version: number;
  content: string;
}

export interface MessageRow {
  id: string;
  request_id: string;
  at: number;
  sent_by: Message['by'];
  text: string;
}

type Requests =
  | 'findProductionRequest'
  | 'productionRequestOfApp'
  | 'listProductionRequests'
  | 'addProductionRequest'
  | 'updateProductionRequest'
  | 'addSubmission'
  | 'submissionsOf'
  | 'addMessage'
  | 'messagesOf';

export function createProductionRequests(connect: Connect): Pick<PortalStore, Requests> {
  return {
    async findProductionRequest(id) {
      const db = await connect();
      const query = db.selectFrom('production_requests').selectAll().where('id', '=', id);
      const row = await query.executeTakeFirst();
      return row && requestOf(row);
    },
    async productionRequestOfApp(clientId) {
      const db = await connect();
      const row = await db
        .selectFrom('production_requests')
        .selectAll()
        .where('client_id', '=', clientId)
        .where('state', '!=', 'withdrawn')
        .executeTakeFirst();
      return row && requestOf(row);
    },
    async listProductionRequests(owner) {
      const db = await connect();
      let query = db
        .selectFrom('production_requests')
        .selectAll()
        .orderBy('updated_at', 'desc')
        .orderBy('id');
      if (owner !== undefined) query = query.where('owner', '=', owner);
      return (await query.execute()).map(requestOf);
    },
    async addProductionRequest(request) {
      const db = await connect();
      await db.insertInto('production_requests').values(rowOf(request)).execute();
    },
    async updateProductionRequest(request) {
      const db = await connect();
      const result = await db
        .updateTable('production_requests')
        .set(rowOf({ ...request, revision: request.revision + 1 }))
        .where('id', '=', request.id)
        .where('revision', '=', request.revision)
        .executeTakeFirstOrThrow();
      return changedOne(result);
    },
    async addSubmission({ requestId, version, ...content }) {
      const db = await connect();
      const values = { request_id: requestId, version, content: JSON.stringify(content) };
      await db.insertInto('submissions').values(values).execute();
    },
    async submissionsOf(requestId) {
      const db = await connect();
      const query = db.selectFrom('submissions').selectAll().where('request_id', '=', requestId);
      const rows = await query.orderBy('version').execute();
      return rows.map(({ version, content }) => ({ requestId, version, ...JSON.parse(content) }));
    },
    async addMessage({ requestId, at, by, text }) {
      const db = await connect();
      const values = { id: randomUUID(), request_id: requestId, at, sent_by: by, text };
      await db.insertInto('messages').values(values).execute();
    },
    async messagesOf(requestId) {
      const db = await connect();
      const query = db.selectFrom('messages').selectAll().where('request_id', '=', requestId);
      const rows = await query.orderBy('at').orderBy('id').execute();
      return rows.map(({ at, sent_by: by, text }) => ({ requestId, at: Number(at), by, text }));
    },
  };
}

function rowOf(request: ProductionRequest): ProductionRequestRow {
  const { id, clientId, owner, state, revision, updatedAt, ...content } = request;
  return {
    id,
    client_id: clientId,
    owner,
    state,
    revision,
    updated_at: updatedAt,
    content: JSON.stringify(content),
  };
}

function requestOf(row: ProductionRequestRow): ProductionRequest {
  return {
    ...JSON.parse(row.content),
    id: row.id,
    clientId: row.client_id,
    owner: row.owner,
    state: row.state,
    revision: row.revision,
    updatedAt: Number(row.updated_at),
  };
}
