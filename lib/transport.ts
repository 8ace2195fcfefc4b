import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Express } from 'express';
import { IN_PROCESS } from '../mock-server/reply.ts';
import type { HttpRequest, HttpResponse, Transport } from '../suites/runner/http.ts';
import { CapturedResponse } from './captured-response.ts';

/** Stands for the socket that there is not; all requests share it, since nothing is read from it or written to it. */
class NoSocket extends Socket {
  override readonly remoteAddress = IN_PROCESS;
}

const noSocket = new NoSocket();

/**
 * Answers requests by calling an app, without a socket: what it gives `node:http` is taken before it becomes bytes.
 * @param app for this use only: it can no longer listen
 */
export function createTransport(app: Express): Transport {
  const handle: (request: IncomingMessage, response: CapturedResponse) => void = app;
  captureResponsesOf(app);
  return (asked) =>
    new Promise<HttpResponse>((resolve, reject) => {
      const request = toMessage(asked);
      handle(request, new CapturedResponse(request, resolve, reject));
    });
}

function toMessage({ method, url, headers = {}, body }: HttpRequest): IncomingMessage {
  const { pathname, search, host } = new URL(url);
  const message = new IncomingMessage(noSocket);
  message.method = method;
  message.url = pathname + search;
  const sent: Record<string, string> = { host };
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value;
  if (body !== undefined) sent['content-length'] ??= String(Buffer.byteLength(body));
  message.headers = sent;
  message.httpVersion = '1.1';
  message.complete = true;
  if (body) message.push(body);
  message.push(null);
  return message;
}

/**
 * Express gives each response the prototype of its app, which rests on one that all apps of the process share: this app
 * gets a copy of that one, resting on responses that are captured.
 */
function captureResponsesOf(app: Express): void {
  const shared: object = Object.getPrototypeOf(app.response);
  const own = Object.create(CapturedResponse.prototype, Object.getOwnPropertyDescriptors(shared));
  Object.setPrototypeOf(app.response, own);
}
