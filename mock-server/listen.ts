import type { IncomingMessage as HttpRequest, RequestListener, Server, ServerOptions } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

export interface Listening {
  readonly url: string;
  /** Requests are answered from here on; the URL had to be known first, because links are built from it. */
  serve(app: RequestListener): void;
  close(): Promise<void>;
}

/** The address can't be used. The message is one line for people. */
export class ListenError extends Error {
  override readonly name = 'ListenError';
}

/**
 * Binds an address.
 * @param port 0 for any free one
 * @param tls for HTTPS: key and certificate, with those that lead to its authority, as PEM
 * @throws ListenError when the port is taken, forbidden, or the host is not of this machine
 */
export async function listen(
  host: string,
  port: number,
  tls?: { readonly key: string; readonly cert: string },
): Promise<Listening> {
  // Above the longest URL that is served, so that a longer one gets an answer that says so.
  const limits = { keepAliveTimeout: 65_000, maxHeaderSize: 64 * 1024 };
  const messages = createMessages();
  const server = await createServer({ ...limits, ...messages }, tls);
  await bind(server, host, port);
  const { address, port: bound, family } = server.address() as AddressInfo;
  const shown =
    address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `${tls ? 'https' : 'http'}://${shown}:${bound}`,
    serve(app) {
      if (isExpress(app)) makeExpressOf(messages, app);
      server.on('request', app);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The classes of one server's requests and responses. */
function createMessages() {
  // An import would load the whole HTTP client beside it, for its exports: 25 ms of the start.
  const { IncomingMessage, ServerResponse } = process.getBuiltinModule('node:http');
  return {
    IncomingMessage: class extends IncomingMessage {},
    ServerResponse: class<Request extends HttpRequest = HttpRequest> extends ServerResponse<Request> {},
  };
}

/**
 * Express gives each request and response the prototypes of the application as it takes them. Objects that have them
 * from the start are spared the change, which costs more than finding the route and slows all that reads them later.
 */
function makeExpressOf({ IncomingMessage, ServerResponse }: ReturnType<typeof createMessages>, app: Express) {
  Object.setPrototypeOf(IncomingMessage.prototype, app.request);
  Object.setPrototypeOf(ServerResponse.prototype, app.response);
  Object.assign(app, { request: IncomingMessage.prototype, response: ServerResponse.prototype });
}

function isExpress(app: RequestListener): app is Express {
  return 'request' in app && 'response' in app;
}

async function createServer(
  options: ServerOptions,
  tls: { readonly key: string; readonly cert: string } | undefined,
): Promise<Server> {
  if (tls) return (await import('node:https')).createServer({ ...options, ...tls });
  return process.getBuiltinModule('node:http').createServer(options);
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(reasonOf(error, host, port))),
    );
    server.listen(port, host, resolve);
  });
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `port ${port} on ${host} is in use: stop what listens there or choose another with --port`;
    case 'EACCES':
      return `port ${port} on ${host} may not be used by this user: choose one above 1023 with --port`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `host ${host} is not an address of this machine: choose another with --host`;
    default:
      return `cannot listen on ${host}:${port}: ${error.message}`;
  }
}
