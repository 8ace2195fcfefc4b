import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { startEmbedded } from '../../cli/embedded.ts';
import type { Dialect } from '../../mock-server/context.ts';
import { fetchTransport } from '../../suites/runner/http.ts';
import { Session } from '../../suites/runner/session.ts';
import type { MemberClient, Target } from '../../suites/runner/target.ts';

/** A sandbox on a free loopback port, as an app meets it. */
export interface ServedSandbox {
  readonly target: Target;
  readonly issuer: URL;
  readonly memberApp: MemberClient;
  /** Gets tokens, and plays a member’s browser. */
  readonly session: Session;
  close(): Promise<void>;
}

export async function serveSandbox(dialect: Dialect): Promise<ServedSandbox> {
  const { target, close } = await startEmbedded(dialect, []);
  const memberApp = target.clients.member;
  if (!memberApp) throw new Error('the sandbox names no member app');
  const session = new Session({
    target,
    transport: fetchTransport,
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
  return { target, issuer: new URL(new URL(target.oauth.token).origin), memberApp, session, close };
}

/** A sandbox for the tests of a `describe`; the function gives it once they run. */
export function served(dialect: Dialect): () => ServedSandbox {
  let sandbox: ServedSandbox | undefined;
  beforeAll(async () => {
    sandbox = await serveSandbox(dialect);
  });
  afterAll(() => sandbox?.close());
  return () => {
    if (!sandbox) throw new Error('the sandbox did not start');
    return sandbox;
  };
}

/** The error a promise ends in. */
export function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no error',
    (error: unknown) => error,
  );
}

/** Status of a read of the first member's Patient. */
export async function patientStatus(
  { target, session }: ServedSandbox,
  accessToken: string,
): Promise<number> {
  const url = `${target.patientAccess}/Patient/${session.member().patientId}`;
  const response = await fetch(url, { headers: { authorization: `Bearer ${accessToken}` } });
  await response.body?.cancel();
  return response.status;
}

/** Signs the first member in and allows everything; the address that the browser is sent to with the answer. */
export async function playMember({ session, memberApp }: ServedSandbox, authorize: URL): Promise<URL> {
  const end = await session.driver().authorize(
    { method: 'GET', url: authorize.href },
    (url) => url.href.startsWith(memberApp.redirectUri),
    'allow',
    (request) => session.http.send(request, 'login'),
  );
  if (end.kind !== 'redirect') throw new Error(`the login ended on a page: ${end.exchange.response.body}`);
  return end.location;
}
