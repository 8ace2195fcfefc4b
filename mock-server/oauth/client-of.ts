import type { Awaitable } from '../awaitable.ts';
import type { Endpoint } from '../context.ts';
import type { IncomingRequest } from '../reply.ts';
import { basicCredentials } from './authenticate-client.ts';
import { openToken } from './sealed-token.ts';

/**
 * The client that a request belongs to, as far as it can be told without judging it: by its credentials, its bearer
 * token, a `client_id`, or the authorization request that a login or consent page stands for.
 */
export function clientOf(request: IncomingRequest, endpoint: Endpoint): Awaitable<string | undefined> {
  const { headers, query, form } = request;
  const { authorization = '' } = headers;
  if (/^bearer /i.test(authorization)) return openToken(authorization.slice(7), endpoint.core.key)?.client;
  if (/^basic /i.test(authorization)) return basicCredentials(authorization)?.id;
  const named = query.get('client_id') ?? form?.get('client_id');
  if (named) return named;
  const interaction = query.get('interaction') ?? form?.get('interaction');
  if (!interaction) return undefined;
  return endpoint.core.ports.store.findInteraction(interaction).then((found) => found?.clientId);
}
