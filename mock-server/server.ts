import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import express, { type Express, type Request, type Response } from 'express';
import { type Clock, systemClock } from './clock.ts';
import type { Dialect, Endpoint, Route, SandboxCore } from './context.ts';
import type { Control } from './control/control.ts';
import type { Defect } from './control/defect.ts';
import { createDispatch, type Dispatch, type Found } from './dispatch.ts';
import { compressed } from './fhir/compress.ts';
import { refuseRequest } from './fhir/respond.ts';
import { fhirRoutes } from './fhir/routes.ts';
import { oauthRoutes, smartRoutes } from './oauth/routes.ts';
import type { Population } from './population.ts';
import { memberRoutes } from './portal/member-routes.ts';
import { type IncomingRequest, jsonReply, Pieces, type Reply } from './reply.ts';
import { type Answer, answer } from './serve.ts';
import type { Store } from './store/store.ts';

/** Browsers ask for it unasked; a 404 would stand in every console. */
const favicon: Route = {
  method: 'GET',
  path: '/favicon.ico',
  handle: () => ({ status: 204, headers: {}, body: undefined }),
};
const dispatch = createDispatch([...smartRoutes, ...fhirRoutes, ...oauthRoutes, ...memberRoutes, favicon]);
/** The pages of people are loaded with the first request for one: the first token need not wait for them. */
const loadPageRoutes = async () => (await import('./page-routes.ts')).pageRoutes;

type Next = (error?: unknown) => void;

/** Token requests and searches are small; what is larger is refused unread. */
const BODY_LIMIT = 256 * 1024;
/** Twice what every server has to take (RFC 9110 §4.1); longer searches go by POST. */
const URL_LIMIT = 16 * 1024;

export interface CoreOptions {
  readonly population: Population;
  /** What apps with production access see; without it they see `population`. */
  readonly production?: Population | undefined;
  readonly store: Store;
  /** 32 bytes; tokens and page links of one key are worthless under another. */
  readonly key: Buffer;
  /** Ignored where `control` brings its own. */
  readonly clock?: Clock;
  /** Levers for the sandbox's owner; its clock and its overlaid population are the ones served. */
  readonly control?: Control;
  readonly portal?: SandboxCore['portal'];
  readonly directoryAuth?: SandboxCore['directoryAuth'];
  readonly lockPersonas?: boolean;
  /** Where each dialect is served, for pages that point from one to the other. */
  readonly publicUrls?: Readonly<Partial<Record<Dialect, string>>>;
}

export function createCore({
  population,
  production,
  store,
  key,
  clock = systemClock,
  control,
  portal,
  directoryAuth = 'required',
  lockPersonas = false,
  publicUrls = {},
}: CoreOptions): SandboxCore {
  if (key.length < 32) throw new RangeError(`key: ${key.length} bytes; at least 32 are needed`);
  const ports = {
    population: control?.population ?? population,
    production,
    clock: control?.clock ?? clock,
    store,
  };
  return {
    ports,
    apps: store.apps,
    key,
    directoryAuth,
    lockPersonas,
    publicUrls,
    portal,
    ...(control && { control }),
  };
}

export interface AppOptions {
  readonly dialect: Dialect;
  /** Under which clients reach it; absolute links are built from it, never from the Host header. */
  readonly publicUrl: string;
  /** Faults in force for every request. */
  readonly defects?: readonly Defect[];
}

/** The sandbox in one dialect, as an Express application that is not listening yet. */
export function createApp(core: SandboxCore, { dialect, publicUrl, defects = [] }: AppOptions): Express {
  const endpoint: Endpoint = { core, dialect, publicUrl: publicUrl.replace(/\/+$/, '') };
  const app = express();
  app.disable('x-powered-by');
  // Hashing every body costs two thirds of the throughput; versioned resources bring their own ETag.
  app.set('etag', false);
  app.set('query parser', false);
  app.set('case sensitive routing', true);
  app.set('strict routing', true);
  const readBody = express.text({ type: () => true, limit: BODY_LIMIT, defaultCharset: 'utf-8' });
  const serveBy = (dispatch: Dispatch, request: Request, response: Response, next: Next) => {
    try {
      const found = dispatch(request.method, request.path);
      if (found) serve(found, endpoint, defects, request, response, next);
      else next();
    } catch (error) {
      next(error);
    }
  };
  const refuse = (reply: Reply, request: Request, response: Response) => {
    core.control?.metrics.refused(request.path, request.method, reply.status);
    send(response, reply, request);
  };
  // One layer for all of it: each costs more than what it does.
  app.use((request: Request, response: Response, next: Next) => {
    if (request.url.length > URL_LIMIT) refuse(tooLong(request), request, response);
    else if (!hasBody(request)) serveBy(dispatch, request, response, next);
    else {
      readBody(request, response, (error?: unknown) => {
        if (error) next(error);
        else serveBy(dispatch, request, response, next);
      });
    }
  });
  let pages: Promise<Dispatch> | undefined;
  app.use(async (request: Request, response: Response, next: Next) => {
    pages ??= loadPageRoutes().then(createDispatch);
    const dispatchPage = await pages;
    serveBy(dispatchPage, request, response, (error) => {
      if (error) return next(error);
      const allow = request.method === 'OPTIONS' ? allowed(request.path, [dispatch, dispatchPage]) : '';
      refuse(allow === '' ? plain(404, 'Not found.', request) : optionsReply(allow), request, response);
    });
  });
  app.use((error: unknown, request: Request, response: Response, next: () => void) => {
    if (response.headersSent) return next();
    refuse(failure(error, request), request, response);
  });
  return app;
}

function serve(
  { route, params }: Found,
  endpoint: Endpoint,
  defects: readonly Defect[],
  request: Request,
  response: Response,
  next: Next,
): void {
  const finish = (reply: Answer) => {
    if (reply === 'drop') response.destroy();
    else send(response, compressed(reply, request.headers['accept-encoding']), request);
  };
  const replied = answer({ route, request: toIncoming(request, params), endpoint, always: defects });
  if (replied instanceof Promise) replied.then(finish).catch(next);
  else finish(replied);
}

/** Whether the message has content, be it none at all (RFC 9112 §6). */
function hasBody({ headers }: Request): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;
const NO_COOKIES: IncomingRequest['cookies'] = {};

const NO_QUERY = new URLSearchParams();

function toIncoming(request: Request, params: IncomingRequest['params']): IncomingRequest {
  const headers = flatHeaders(request.headers);
  const mark = request.url.indexOf('?');
  const body = typeof request.body === 'string' ? request.body : '';
  const { 'content-type': contentType } = headers;
  const isForm = contentType !== undefined && FORM.test(contentType);
  return {
    method: request.method,
    path: request.path,
    query: mark < 0 ? NO_QUERY : new URLSearchParams(request.url.slice(mark + 1)),
    form: isForm ? new URLSearchParams(body) : undefined,
    body,
    headers,
    cookies: cookiesOf(headers.cookie),
    params,
    remoteAddress: request.socket.remoteAddress,
  };
}

/** Only `Set-Cookie` comes as a list, which no client sends: as a rule nothing is copied. */
function flatHeaders(headers: IncomingHttpHeaders): IncomingRequest['headers'] {
  if (isFlat(headers)) return headers;
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) flat[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return flat;
}

function isFlat(headers: IncomingHttpHeaders): headers is Record<string, string> {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
}

function cookiesOf(header: string | undefined): IncomingRequest['cookies'] {
  if (header === undefined) return NO_COOKIES;
  const cookies: Record<string, string> = {};
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return cookies;
}

function send(response: Response, reply: Reply, { method }: Request): void {
  const { body } = reply;
  // Names and values in turn: an object would be read in once more.
  const headers: string[] = [];
  for (const name in reply.headers) {
    const value = reply.headers[name];
    if (typeof value === 'string') headers.push(name, value);
    else for (const one of value ?? []) headers.push(name, one);
  }
  // Text goes out in one piece with the headers, where bytes would be a second write.
  if (body !== undefined) {
    headers.push('content-length', String(typeof body === 'string' ? Buffer.byteLength(body) : body.length));
  }
  // All at once: headers set one by one are looked at twice.
  response.writeHead(reply.status, headers);
  if (body === undefined) {
    response.end();
    return;
  }
  if (method === 'HEAD') response.end();
  else if (body instanceof Pieces) sendPieces(response, body);
  else response.end(body);
}

function sendPieces(response: Response, { list }: Pieces): void {
  const last = list.length - 1;
  if (last > 0) response.cork();
  for (let at = 0; at < last; at += 1) response.write(list[at], 'latin1');
  response.end(list[last], 'latin1');
}

/** The methods that a path takes, where none of its routes answers OPTIONS itself. */
function allowed(path: string, dispatches: readonly Dispatch[]): string {
  return ['GET', 'HEAD', 'POST']
    .filter((method) => dispatches.some((dispatch) => dispatch(method, path) !== undefined))
    .join(', ');
}

/** To whoever asks what a path allows (RFC 9110 §9.3.7). */
function optionsReply(allow: string): Reply {
  return { status: 204, headers: { allow: `${allow}, OPTIONS` }, body: undefined };
}

/** An answer in the form of the API that was addressed. */
function plain(status: number, message: string, request: Request): Reply {
  const { path } = request;
  if (path.startsWith('/ghp/fhir4/')) return refuseRequest(request.get('x-request-id'), status, message);
  if (path === '/oauth/v1/token')
    return jsonReply(status, { error: 'invalid_request', error_description: message });
  return { status, headers: { 'content-type': 'text/plain;charset=UTF-8' }, body: `${message}\n` };
}

function tooLong(request: Request): Reply {
  const told = `The address is longer than ${URL_LIMIT} characters; what is asked for may stand in a POST body.`;
  return plain(414, told, request);
}

/** Body parser and path errors keep their status; anything else is ours: logged with an id, told without detail. */
function failure(error: unknown, request: Request): Reply {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return plain(413, `The body is larger than ${BODY_LIMIT} bytes.`, request);
  if (status === 415)
    return plain(415, 'The encoding or character set of the body is not supported.', request);
  if (status >= 400 && status < 500) return plain(status, 'The request cannot be read.', request);
  const id = randomUUID();
  process.stderr.write(`sandbox error ${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
  return plain(500, `The sandbox failed on this request; its log says more under ${id}.`, request);
}
