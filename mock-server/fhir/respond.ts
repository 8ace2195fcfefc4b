import { randomUUID } from 'node:crypto';
import { BearerError, type Endpoint, type Route } from '../context.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { FhirBase } from './bases.ts';
import { type AccessOf, createExchange, type FhirExchange } from './exchange.ts';
import { bearerErrorReply, FhirError, fhirErrorReply, MethodNotAllowed } from './outcomes.ts';

export type FhirHandler = (exchange: FhirExchange) => Promise<Reply>;

/** What a path answers to. HEAD is GET without a body, which the server leaves out. */
export interface Methods {
  readonly get?: FhirHandler;
  readonly post?: FhirHandler;
}

/** A route that answers every method: errors as OperationOutcome, CORS on all replies, preflight included. */
export function createFhirRoute(path: string, base: FhirBase, methods: Methods, accessOf: AccessOf): Route {
  return {
    method: 'ALL',
    path,
    handle: async (request, endpoint) => {
      const requestId = randomUUID();
      const reply =
        request.method === 'OPTIONS'
          ? preflight
          : await answer(request, endpoint, () => {
              const handler = handlerFor(request.method, methods);
              return handler(createExchange(request, endpoint, base, accessOf, requestId));
            });
      return withCommonHeaders(reply, request, requestId);
    },
  };
}

async function answer(
  request: IncomingRequest,
  endpoint: Endpoint,
  handle: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof FhirError) return fhirErrorReply(error);
    if (error instanceof BearerError) return bearerErrorReply(error, endpoint);
    console.error(`${request.method} ${request.path}`, error);
    return fhirErrorReply(new FhirError(500, 'exception', 'The server failed to answer this request.'));
  }
}

function handlerFor(method: string, { get, post }: Methods): FhirHandler {
  const handler = method === 'GET' || method === 'HEAD' ? get : method === 'POST' ? post : undefined;
  if (handler) return handler;
  const allowed = [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : []), 'OPTIONS'];
  throw new MethodNotAllowed(method, allowed);
}

const preflight: Reply = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
    'access-control-allow-headers':
      'Authorization, Accept, Content-Type, If-Modified-Since, If-None-Match, Prefer, X-Request-Id',
    'access-control-max-age': '600',
  },
  body: undefined,
};

function withCommonHeaders(reply: Reply, request: IncomingRequest, requestId: string): Reply {
  return {
    ...reply,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Content-Location, ETag, Location, WWW-Authenticate, X-Request-Id',
      vary: 'Accept, Authorization, Prefer',
      'x-request-id': echoable(request.headers['x-request-id']) ?? requestId,
      ...reply.headers,
    },
  };
}

/** Header injection and flooding stay out: visible ASCII of moderate length only. */
function echoable(id: string | undefined): string | undefined {
  return id !== undefined && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
