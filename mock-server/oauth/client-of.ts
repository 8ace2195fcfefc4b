import type { Awaitable } from '../awaitable.ts';
import type { Endpoint } from '../context.ts';
import type { IncomingRequest } from '../reply.ts';
import { basicCredentials } from './authenticate-client.ts';
import { openToken } from './sealed-token.ts';

/**
 * The client that a request belongs to, as far as it can be told without judging it: by its credentials, its bearer
 * token, a `client_id`, the authorization request that a login or consent page stands for, or the code or token that a
 * token request or a revocation brings.
 */
export function clientOf(request: IncomingRequest, endpoint: Endpoint): Awaitable<string | undefined> {
  const { headers, query, form } = request;
  const { authorization = '' } = headers;
  if (/^bearer /i.test(authorization)) return openToken(authorization.slice(7), endpoint.core.key)?.client;
  if (/^basic /i.test(authorization)) return basicCredentials(authorization)?.id;
  const named = query.get('client_id') ?? form?.get('client_id');
  if (named) return named;
  const interaction = query.get('interaction') ?? form?.get('interaction');
  if (interaction) return clientOfInteraction(interaction, endpoint);
  return form && BRINGING_GRANTS.has(request.path) ? clientOfGrant(form, endpoint) : undefined;
}

const BRINGING_GRANTS: ReadonlySet<string> = new Set(['/oauth/v1/token', '/oauth/v1/revoke']);

async function clientOfInteraction(id: string, { core }: Endpoint): Promise<string | undefined> {
  return (await core.ports.store.findInteraction(id))?.clientId;
}

/** A public client that leaves its `client_id` out is the one that its code or token was issued to. */
async function clientOfGrant(form: URLSearchParams, { core }: Endpoint): Promise<string | undefined> {
  const { store } = core.ports;
  const code = form.get('code');
  if (code) return (await store.findCode(code))?.clientId;
  const token = form.get('refresh_token') ?? form.get('token');
  if (!token) return undefined;
  return openToken(token, core.key)?.client ?? (await store.findRefreshToken(token))?.clientId;
}
