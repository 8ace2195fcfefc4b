import { setTimeout as wait } from 'node:timers/promises';
import { type Awaitable, after, recovered } from './awaitable.ts';
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
export function answer(call: Call): Awaitable<Answer> {
  const { request, endpoint } = call;
  const { control } = endpoint.core;
  const isSteered = control && !request.path.startsWith('/_sandbox');
  return isSteered ? steered(call, control) : underDefects(call, call.always);
}

/** Ordered faults, defects in force, the notice on pages, the journal. */
function steered(call: Call, control: Control): Awaitable<Answer> {
  const [startedAt, at] = [performance.now(), control.clock.now()];
  return after(clientOf(call.request, call.endpoint), (clientId) => {
    const injection = control.injections.take(call.request, clientId);
    const answered = injection
      ? underInjection(injection, call, control, clientId)
      : judged(call, control, clientId);
    return after(answered, ({ answer, defects }) => {
      const { request } = call;
      const { status, headers, body } = answer === 'drop' ? DROPPED : answer;
      const durationMs = performance.now() - startedAt;
      control.metrics.answered(call.route, request.method, status, durationMs);
      control.journal.add({
        at,
        durationMs,
        method: request.method,
        url: urlOf(request, call.endpoint),
        requestHeaders: request.headers,
        requestBody: request.body,
        status,
        responseHeaders: headers,
        responseBody: body,
        clientId,
        defects,
        injected: injection !== undefined,
      });
      return answer;
    });
  });
}

const DROPPED: Reply = { status: 0, headers: {}, body: undefined };

interface Answered {
  readonly answer: Answer;
  /** Names of those in force. */
  readonly defects: readonly string[];
}

/** What the order has instead of an answer of the sandbox, if it is more than a delay. */
async function underInjection(
  injection: Injection,
  call: Call,
  control: Control,
  clientId: string | undefined,
): Promise<Answered> {
  if (injection.delay !== undefined) await wait(injection.delay, undefined, { ref: false });
  const instead = injection.drop ? 'drop' : injectedReply(injection);
  return instead ? { answer: instead, defects: NO_NAMES } : judged(call, control, clientId);
}

const NO_NAMES: readonly string[] = [];

function judged(call: Call, control: Control, clientId: string | undefined): Awaitable<Answered> {
  const asked = call.request.headers['assay-defects'];
  return recovered(
    () =>
      after(
        control.defects.inForce(clientId, asked === undefined ? NO_NAMES : namesIn(asked)),
        (switched) => {
          const defects = switched.length === 0 ? call.always : switched;
          const names = defects.length === 0 ? NO_NAMES : defects.map(({ name }) => name);
          const answer = withNotice(control.banner, () => underDefects(call, defects));
          return after(answer, (answer): Answered => ({ answer, defects: names }));
        },
      ),
    (error) => {
      if (!(error instanceof UnknownDefect)) throw error;
      const told = `${error.message}; GET /_sandbox/defects lists it`;
      return { answer: problem(400, told), defects: NO_NAMES };
    },
  );
}

function namesIn(header: string): readonly string[] {
  return header
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

function underDefects({ route, request, endpoint }: Call, defects: readonly Defect[]): Awaitable<Reply> {
  if (defects.length === 0) return withDefects(defects, () => route.handle(request, endpoint));
  return withDefects(defects, () =>
    after(route.handle(request, endpoint), (reply) =>
      defects.reduce((changed, defect) => defect.rewrite?.(changed, request) ?? changed, reply),
    ),
  );
}

function urlOf({ path, query }: IncomingRequest, { publicUrl }: Endpoint): string {
  return query.size === 0 ? publicUrl + path : `${publicUrl}${path}?${query}`;
}
