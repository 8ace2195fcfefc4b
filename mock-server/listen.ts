import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

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
  const server = await createServer(limits, tls);
  await bind(server, host, port);
  const { address, port: bound, family } = server.address() as AddressInfo;
  const shown =
    address === '0.0.0.0' || address === '::' ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return {
    url: `${tls ? 'https' : 'http'}://${shown}:${bound}`,
    serve: (app) => void server.on('request', app),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function createServer(
  limits: { readonly keepAliveTimeout: number; readonly maxHeaderSize: number },
  tls: { readonly key: string; readonly cert: string } | undefined,
): Promise<Server> {
  if (tls) return (await import('node:https')).createServer({ ...limits, ...tls });
  // An import would load the whole HTTP client beside it, for its exports: 25 ms of the start.
  return process.getBuiltinModule('node:http').createServer(limits);
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
