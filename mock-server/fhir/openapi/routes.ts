import type { Endpoint, Route } from '../../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../../reply.ts';
import { createDocument } from './document.ts';
import { type DocumentRow, documents } from './documents.ts';

const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' } as const;

/** The OpenAPI documents of the APIs and their products, and what there is of them (REG-5). */
export const openApiRoutes: readonly Route[] = [
  { method: 'GET', path: '/openapi/index.json', handle: index },
  { method: 'GET', path: '/openapi/:document', handle: document },
];

async function index(_request: IncomingRequest, { publicUrl }: Endpoint): Promise<Reply> {
  const listed = (kind: DocumentRow['kind']) =>
    documents
      .filter((row) => row.kind === kind)
      .map(({ name, title, about, base, types }) => ({
        name,
        title,
        description: about,
        baseUrl: publicUrl + base.path,
        types: types.map(({ type }) => type),
        url: `${publicUrl}/openapi/${name}.json`,
      }));
  return jsonReply(200, { openapi: '3.1.0', apis: listed('api'), products: listed('product') }, open);
}

async function document({ params }: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const row = documents.find(({ name }) => `${name}.json` === params.document);
  if (row) return jsonReply(200, await createDocument(row, endpoint), open);
  const told = `There is no document "${params.document}"; ${endpoint.publicUrl}/openapi/index.json lists them.`;
  return jsonReply(404, { error: 'not_found', error_description: told }, open);
}
