import { byId } from './dom.ts';

export interface Answer {
  readonly ok: boolean;
  readonly status: number;
  /** Parsed, when it is JSON. */
  readonly body: unknown;
}

const base = new URL('..', import.meta.url).pathname.replace(/\/$/, '');

/** One request to the JSON interface; whatever the page does goes by it. */
export async function send(method: string, path: string, body?: unknown): Promise<Answer> {
  try {
    const response = await fetch(base + path, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { ok: response.ok, status: response.status, body: isJson ? JSON.parse(text) : text };
  } catch {
    return { ok: false, status: 0, body: { detail: 'The sandbox does not answer. Is it still running?' } };
  }
}

/** Sends, and tells how it went. @returns the answer's body when it went well */
export async function act(method: string, path: string, body?: unknown, done = 'Done.'): Promise<unknown> {
  const answer = await send(method, path, body);
  if (answer.ok) say(done);
  else complain(detailOf(answer));
  return answer.ok ? (answer.body ?? {}) : undefined;
}

export function detailOf({ status, body }: Answer): string {
  return isRecord(body) && typeof body.detail === 'string' ? body.detail : `The answer was ${status}.`;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The list under a name of an answer. */
export function listIn(body: unknown, name: string): readonly Readonly<Record<string, unknown>>[] {
  const list = isRecord(body) ? body[name] : undefined;
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

let hiding: ReturnType<typeof setTimeout> | undefined;

function say(text: string): void {
  tell(text, '');
  clearTimeout(hiding);
  hiding = setTimeout(() => tell('', ''), 4000);
}

/** Stays until the next thing is done. */
export function complain(text: string): void {
  clearTimeout(hiding);
  tell('', text);
}

function tell(done: string, wrong: string): void {
  byId('done', HTMLElement).textContent = done;
  const alarm = byId('wrong', HTMLElement);
  alarm.textContent = wrong;
  alarm.hidden = wrong === '';
}
