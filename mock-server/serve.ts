import { setTimeout as wait } from 'node:timers/promises';
import type { Endpoint, Route } from './context.ts';
import type { Control } from './control/control.ts';
import { type Defect, withDefects } from './control/defect.ts';
import { UnknownDefect } from './control/defect-switch.ts';
import { injectedReply } from './control/injections.ts';
import { problem } from './control/problem.ts';
import { clientOf } from './oauth/client-of.ts';
import type { IncomingRequest, Reply } from './reply.ts';

/** `drop`: the connection is to end without an answer. */
export type Answer = Reply | 'drop';

/** What happens around every route: ordered faults, defects in force, the journal. */
export async function answer(
  route: Route,
  request: IncomingRequest,
  endpoint: Endpoint,
  always: readonly Defect[],
): Promise<Answer> {
  const { control } = endpoint.core;
  if (!control || request.path.startsWith('/_sandbox')) return underDefects(route, request, endpoint, always);
  const startedAt = performance.now();
  const at = control.clock.now();
  const clientId = await clientOf(request, endpoint);
  const injection = control.injections.take(request);
  if (injection?.delay !== undefined) await wait(injection.delay);
  let inForce: readonly Defect[] = always;
  let reply: Answer;
  if (injection?.drop) reply = 'drop';
  else {
    const injected = injection && injectedReply(injection);
    if (injected) reply = injected;
    else {
      try {
        inForce = await defectsFor(control, request, clientId, always);
        reply = await underDefects(route, request, endpoint, inForce);
      } catch (error) {
        if (!(error instanceof UnknownDefect)) throw error;
        reply = problem(400, `${error.message}; GET /_sandbox/defects lists it`);
      }
    }
  }
  control.journal.add({
    at,
    durationMs: performance.now() - startedAt,
    method: request.method,
    url: urlOf(request, endpoint),
    requestHeaders: request.headers,
    requestBody: request.body,
    status: reply === 'drop' ? 0 : reply.status,
    responseHeaders: reply === 'drop' ? {} : reply.headers,
    responseBody: reply === 'drop' ? '' : readable(reply),
    clientId,
    defects: inForce.map(({ name }) => name),
    injected: injection !== undefined,
  });
  return reply;
}

async function defectsFor(
  { defects }: Control,
  { headers }: IncomingRequest,
  clientId: string | undefined,
  always: readonly Defect[],
): Promise<readonly Defect[]> {
  const asked = (headers['assay-defects'] ?? '').split(',').map((name) => name.trim());
  const switched = await defects.inForce(clientId, asked.filter(Boolean));
  return switched.length === 0 ? always : switched;
}

function underDefects(
  route: Route,
  request: IncomingRequest,
  endpoint: Endpoint,
  defects: readonly Defect[],
): Promise<Reply> {
  return withDefects(defects, async () => {
    const reply = await route.handle(request, endpoint);
    return defects.reduce((changed, defect) => defect.rewrite?.(changed, request) ?? changed, reply);
  });
}

function urlOf({ path, query }: IncomingRequest, { publicUrl }: Endpoint): string {
  const search = query.toString();
  return `${publicUrl}${path}${search === '' ? '' : `?${search}`}`;
}

/** Compressed bodies are not unpacked for the journal. */
function readable({ body, headers }: Reply): string {
  if (body === undefined) return '';
  if (headers['content-encoding'] !== undefined)
    return `(${headers['content-encoding']}, ${body.length} bytes)`;
  return typeof body === 'string' ? body : body.toString();
}
