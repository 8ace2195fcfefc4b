import type { Endpoint } from '../context.ts';
import { type IncomingRequest, jsonReply, type Reply } from '../reply.ts';
import { corsForAll } from './cors.ts';
import { signingKeyOf } from './signing-key.ts';

/** The key that id_tokens are signed with (RFC 7517 §5). */
export async function handleJwks(_request: IncomingRequest, { core }: Endpoint): Promise<Reply> {
  const { publicJwk } = await signingKeyOf(core.key);
  return jsonReply(200, { keys: [publicJwk] }, { ...corsForAll, 'cache-control': 'public, max-age=300' });
}
