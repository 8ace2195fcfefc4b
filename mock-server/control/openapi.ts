import type { Operation } from './operation.ts';
import { operations } from './table.ts';

/** The control plane as an OpenAPI 3.1 document, made of the table that also routes. */
export function controlOpenApi(publicUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    paths[operation.path] = path;
    path[operation.method.toLowerCase()] = describe(operation);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Assay sandbox: control plane',
      version: '1',
      description: 'Steers a sandbox from tests: time, data, tokens, faults. Only for its owner.',
    },
    servers: [{ url: `${publicUrl}/_sandbox` }],
    security: [{}, { controlToken: [] }],
    paths,
    components: {
      securitySchemes: {
        controlToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'Needed from elsewhere than the machine of the sandbox',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['status', 'detail'],
          properties: { status: { type: 'integer' }, detail: { type: 'string' } },
        },
      },
    },
  };
}

function describe({ id, tag, summary, path, query = {}, body, example, answer, otherwise }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = Object.entries(query).map(([name, parameter]) => ({ name, in: 'query', ...parameter }));
  const content = { [answer.type ?? 'application/json']: { schema: answer.schema ?? { type: 'object' } } };
  return {
    operationId: id,
    tags: [tag],
    summary,
    parameters: [...inPath, ...inQuery],
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: body, ...(example !== undefined && { example }) } },
      },
    }),
    responses: {
      [answer.status]: { description: answer.description, ...(answer.status !== 204 && { content }) },
      ...(otherwise && { [otherwise.status]: { description: otherwise.description, content } }),
      default: {
        description: 'What is wrong, in one line',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}
