import type { IncomingRequest, Reply } from '../reply.ts';

/** `_pretty=true` asks for an answer that people can read (FHIR R4 http.html#pretty). */
export function prettyReply(reply: Reply, { query, form }: IncomingRequest): Reply {
  const { body } = reply;
  if (body === undefined || (query.get('_pretty') ?? form?.get('_pretty')) !== 'true') return reply;
  return { ...reply, body: JSON.stringify(JSON.parse(body.toString()), undefined, 2) };
}
