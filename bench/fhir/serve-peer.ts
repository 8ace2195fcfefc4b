import type { AddressInfo } from 'node:net';
import express from 'express';

/** An answer of the sandbox, which the peer repeats. */
export interface Recorded {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** base64 */
  readonly body: string;
}

/*
 * Bare Express that sends recorded bytes: what is left when nothing is thought about. Its own ETag is off, as in the
 * sandbox. Run as a process by the benchmark, which sends the recordings in one message.
 */
process.once('message', (recordings: readonly Recorded[]) => {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  for (const { path, status, headers, body } of recordings) {
    const bytes = Buffer.from(body, 'base64');
    const pairs = Object.entries(headers);
    app.get(path, (_request, response) => {
      response.status(status);
      for (const [name, value] of pairs) response.setHeader(name, value);
      response.end(status === 304 ? undefined : bytes);
    });
  }
  const server = app.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.send?.(`http://127.0.0.1:${port}`);
  });
});
