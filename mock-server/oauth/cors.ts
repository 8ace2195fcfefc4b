import type { Awaitable } from '../awaitable.ts';
import type { App, Endpoint } from '../context.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import type { Step } from '../step.ts';
import type { TokenContext } from './token-context.ts';

/** For documents that are the same for everyone. */
export const corsForAll = { 'access-control-allow-origin': '*' } as const;

/**
 * Lets apps that run in a browser read the answer: their origins are those of the registered redirect URIs
 * (SMART App Launch, considerations for cross-origin resource sharing). Any other origin gets the answer without
 * leave to read it.
 */
export function withCors(reply: Reply, request: IncomingRequest, endpoint: Endpoint): Awaitable<Reply> {
  const { origin } = request.headers;
  return origin === undefined ? reply : forOrigin(origin, reply, endpoint);
}

async function forOrigin(origin: string, reply: Reply, endpoint: Endpoint): Promise<Reply> {
  const isRegistered = (await endpoint.core.apps.list()).some((app) => isOriginOf(app, origin));
  return {
    ...reply,
    headers: {
      ...reply.headers,
      vary: 'Origin',
      ...(isRegistered && {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'WWW-Authenticate, Retry-After',
      }),
    },
  };
}

/** A browser asks first whether it may send an app's request to another origin. */
export const answerPreflight: Step<TokenContext> = {
  name: 'answer-preflight',
  run(context) {
    const { method, headers } = context.request;
    if (method !== 'OPTIONS' || headers.origin === undefined) return;
    context.reply = {
      status: 204,
      headers: {
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'Authorization, Content-Type',
        'access-control-max-age': '600',
      },
      body: undefined,
    };
  },
};

function isOriginOf({ redirectUris }: App, origin: string): boolean {
  return redirectUris.some((uri) => URL.parse(uri)?.origin === origin && origin !== 'null');
}
