import { randomUUID } from 'node:crypto';
import { after, recovered } from '../awaitable.ts';
import { BearerError, type Endpoint, type Route } from '../context.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { FhirBase } from './bases.ts';
import { type AccessOf, createExchange, type FhirHandler } from './exchange.ts';
import { bearerErrorReply, FhirError, fhirErrorReply, MethodNotAllowed } from './outcomes.ts';
import { prettyReply } from './pretty.ts';

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
    handle: (request, endpoint) => {
      const requestId = randomUUID();
      const answered = recovered(
        () => {
          if (request.method === 'OPTIONS') return optionsReply(methods);
          const handler = handlerFor(request.method, methods);
          return handler(createExchange(request, endpoint, base, accessOf, requestId));
        },
        (error) => refusal(error, request, endpoint),
      );
      return after(answered, (reply) =>
        withCommonHeaders(prettyReply(reply, request), request.headers['x-request-id'], requestId),
      );
    },
  };
}

function refusal(error: unknown, request: IncomingRequest, endpoint: Endpoint): Reply {
  if (error instanceof FhirError) return fhirErrorReply(error);
  if (error instanceof BearerError) return bearerErrorReply(error, endpoint);
  console.error(`${request.method} ${request.path}`, error);
  return fhirErrorReply(new FhirError(500, 'exception', 'The server failed to answer this request.'));
}

function handlerFor(method: string, methods: Methods): FhirHandler {
  const { get, post } = methods;
  const handler = method === 'GET' || method === 'HEAD' ? get : method === 'POST' ? post : undefined;
  if (handler) return handler;
  throw new MethodNotAllowed(method, allowedBy(methods));
}

function allowedBy({ get, post }: Methods): string[] {
  return [...(get ? ['GET', 'HEAD'] : []), ...(post ? ['POST'] : []), 'OPTIONS'];
}

/** To a preflight and to whoever asks what a path allows (RFC 9110 §9.3.7). */
function optionsReply(methods: Methods): Reply {
  const allow = allowedBy(methods).join(', ');
  return {
    status: 204,
    headers: {
      allow,
      'access-control-allow-methods': allow,
      'access-control-allow-headers': requestHeaders,
      'access-control-max-age': '600',
    },
    body: undefined,
  };
}

const requestHeaders =
  'Authorization, Accept, Assay-Defects, Cache-Control, Content-Type, If-Modified-Since, If-None-Match, Prefer, ' +
  'X-Request-Id';
const exposedHeaders = 'Allow, Content-Location, ETag, Location, Retry-After, WWW-Authenticate, X-Request-Id';

/**
 * The refusal of a request to a FHIR base that reaches no route: too long, too large, malformed.
 * @param id `X-Request-Id` as it was sent
 * @param message public: one sentence, without what others own
 */
export function refuseRequest(id: string | undefined, status: number, message: string): Reply {
  const code = status === 404 ? 'not-found' : status === 413 || status === 414 ? 'too-long' : 'processing';
  return withCommonHeaders(fhirErrorReply(new FhirError(status, code, message)), id, randomUUID());
}

function withCommonHeaders(reply: Reply, sentId: string | undefined, requestId: string): Reply {
  return {
    ...reply,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': exposedHeaders,
      vary: 'Accept, Accept-Encoding, Authorization, Prefer',
      'x-request-id': echoable(sentId) ?? requestId,
      ...reply.headers,
    },
  };
}

/** Header injection and flooding stay out: visible ASCII of moderate length only. */
function echoable(id: string | undefined): string | undefined {
  return id !== undefined && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
