import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Express } from 'express';
import inject, { type DispatchFunc, type Response } from 'light-my-request';
import { IN_PROCESS } from '../mock-server/reply.ts';
import type { Transport } from '../suites/runner/http.ts';

/**
 * Answers requests by calling an app, without a socket.
 * @param app for this use only: it can no longer listen
 */
export function createTransport(app: Express): Transport {
  isolatePrototypes(app);
  return async ({ method, url, headers = {}, body }) => {
    const { pathname, search, host } = new URL(url);
    const response = await inject(app as DispatchFunc, {
      method: method as 'GET',
      url: pathname + search,
      headers: { host, ...headers },
      remoteAddress: IN_PROCESS,
      ...(body !== undefined && { payload: body }),
    });
    const pairs = Object.entries(response.headers).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((item) => [name.toLowerCase(), String(item)] as const),
    );
    return { status: response.statusCode, headers: pairs, body: decoded(response) };
  };
}

/** As `fetch` gives it: what was compressed on the way is not any more. */
function decoded({ headers, rawPayload, payload }: Response): string {
  const coding = headers['content-encoding'];
  if (coding === 'gzip') return gunzipSync(rawPayload).toString();
  return coding === 'br' ? brotliDecompressSync(rawPayload).toString() : payload;
}

/**
 * light-my-request changes the prototype of the requests and responses of an Express app, which all apps of the
 * process share: every one of them would fail on requests from a socket. So this one gets prototypes of its own.
 */
function isolatePrototypes(app: Express): void {
  for (const part of [app.request, app.response]) {
    const shared: object = Object.getPrototypeOf(part);
    const own = Object.create(Object.getPrototypeOf(shared), Object.getOwnPropertyDescriptors(shared));
    Object.setPrototypeOf(part, own);
  }
}
