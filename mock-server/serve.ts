import { setTimeout as wait } from 'node:timers/promises';
import type { Endpoint, Route } from './context.ts';
import type { Control } from './control/control.ts';
import { type Defect, withDefects } from './control/defect.ts';
import { UnknownDefect } from './control/defect-switch.ts';
import { type Injection, injectedReply } from './control/injections.ts';
import { problem } from './control/problem.ts';
import { clientOf } from './oauth/client-of.ts';
import { withNotice } from './portal/notice.ts';
import type { IncomingRequest, Reply } from './reply.ts';

/** `drop`: the connection is to end without an answer. */
export type Answer = Reply | 'drop';

interface Call {
  readonly route: Route;
  readonly request: IncomingRequest;
  readonly endpoint: Endpoint;
  /** In force for every request. */
  readonly always: readonly Defect[];
}

/** What happens around every route. */
export async function answer(call: Call): Promise<Answer> {
  const { request, endpoint } = call;
  const { control } = endpoint.core;
  const isSteered = control && !request.path.startsWith('/_sandbox');
  return isSteered ? steered(call, control) : underDefects(call, call.always);
}

/** Ordered faults, defects in force, the notice on pages, the journal. */
async function steered(call: Call, control: Control): Promise<Answer> {
  const { request, endpoint } = call;
  const [startedAt, at] = [performance.now(), control.clock.now()];
  const clientId = await clientOf(request, endpoint);
  const injection = control.injections.take(request, clientId);
  const { answer, defects } =
    (injection && (await injected(injection))) ?? (await judged(call, control, clientId));
  const { status, headers, body } = answer === 'drop' ? { status: 0, headers: {}, body: undefined } : answer;
  control.journal.add({
    at,
    durationMs: performance.now() - startedAt,
    method: request.method,
    url: urlOf(request, endpoint),
    requestHeaders: request.headers,
    requestBody: request.body,
    status,
    responseHeaders: headers,
    responseBody: body,
    clientId,
    defects: defects.map(({ name }) => name),
    injected: injection !== undefined,
  });
  return answer;
}

interface Answered {
  readonly answer: Answer;
  readonly defects: readonly Defect[];
}

/** @returns what the order has instead of an answer of the sandbox, if it is more than a delay */
async function injected(injection: Injection): Promise<Answered | undefined> {
  if (injection.delay !== undefined) await wait(injection.delay, undefined, { ref: false });
  const instead = injection.drop ? 'drop' : injectedReply(injection);
  return instead && { answer: instead, defects: [] };
}

async function judged(call: Call, control: Control, clientId: string | undefined): Promise<Answered> {
  const { request, always } = call;
  const asked = (request.headers['assay-defects'] ?? '').split(',').map((name) => name.trim());
  try {
    const switched = await control.defects.inForce(clientId, asked.filter(Boolean));
    const defects = switched.length === 0 ? always : switched;
    return { answer: await withNotice(control.banner, () => underDefects(call, defects)), defects };
  } catch (error) {
    if (!(error instanceof UnknownDefect)) throw error;
    return { answer: problem(400, `${error.message}; GET /_sandbox/defects lists it`), defects: [] };
  }
}

function underDefects({ route, request, endpoint }: Call, defects: readonly Defect[]): Promise<Reply> {
  return withDefects(defects, async () => {
    const reply = await route.handle(request, endpoint);
    return defects.reduce((changed, defect) => defect.rewrite?.(changed, request) ?? changed, reply);
  });
}

function urlOf({ path, query }: IncomingRequest, { publicUrl }: Endpoint): string {
  const search = query.toString();
  return `${publicUrl}${path}${search === '' ? '' : `?${search}`}`;
}
