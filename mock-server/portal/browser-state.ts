import type { App, Endpoint } from '../context.ts';
import { type Ports, portsFor } from '../control/defect.ts';
import { createSecret, equalSecrets, sign } from '../oauth/secrets.ts';
import type { Member } from '../population.ts';
import type { IncomingRequest } from '../reply.ts';

/** After this long a member signs in anew. */
const SESSION_LIFE_MS = 30 * 60 * 1000;
const sessionCookie = 'assay_session';
const browserCookie = 'assay_browser';

export interface SignedIn {
  readonly sessionId: string;
  readonly member: Member;
  /** Of which population. */
  readonly environment: App['environment'];
}

/**
 * The member signed in with this browser, if the session is live.
 * @param environment of the app that asks: a sandbox member is nobody in production, and the reverse
 */
export async function signedIn(
  request: IncomingRequest,
  ports: Ports,
  environment?: App['environment'],
): Promise<SignedIn | undefined> {
  const sessionId = request.cookies[sessionCookie];
  if (!sessionId) return undefined;
  const session = await ports.store.findSession(sessionId);
  if (!session || ports.clock.now() >= session.expiresAt) return undefined;
  const of = session.environment ?? 'sandbox';
  if (environment !== undefined && of !== environment) return undefined;
  const member = portsFor(ports, of).population.findMember(session.userName);
  return member && { sessionId, member, environment: of };
}

/**
 * Starts a session under a new id, whatever id the browser came with (session fixation), and ends the old one.
 *
 * @returns the Set-Cookie value
 */
export async function startSession(
  { member, environment }: Omit<SignedIn, 'sessionId'>,
  request: IncomingRequest,
  ports: Ports,
  endpoint: Endpoint,
): Promise<string> {
  const previous = request.cookies[sessionCookie];
  if (previous) await ports.store.endSession(previous);
  const id = createSecret();
  const expiresAt = ports.clock.now() + SESSION_LIFE_MS;
  await ports.store.saveSession(id, { userName: member.userName, environment, expiresAt });
  return cookie(sessionCookie, id, endpoint);
}

/** Names the browser before anyone has signed in, so that the login form can be bound to it. */
export function browserId(
  request: IncomingRequest,
  endpoint: Endpoint,
): { id: string; headers: Record<string, string> } {
  const known = request.cookies[browserCookie];
  if (known) return { id: known, headers: {} };
  const id = createSecret();
  return { id, headers: { 'set-cookie': cookie(browserCookie, id, endpoint) } };
}

/** The hidden value of a form, good for one holder (browser or session) and one subject only (RFC 6749 §10.12). */
export function formToken(holder: string, subject: string, key: Buffer): string {
  return sign(key, 'form', `${holder}\n${subject}`);
}

/** Whether a posted login form came from a page given to this browser. */
export function isLoginFormOurs(request: IncomingRequest, subject: string, key: Buffer): boolean {
  return isFormOurs(request, request.cookies[browserCookie], subject, key);
}

/** Whether a posted form came from a page given to this session. */
export function isSessionFormOurs(request: IncomingRequest, subject: string, key: Buffer): boolean {
  return isFormOurs(request, request.cookies[sessionCookie], subject, key);
}

function isFormOurs(
  { form }: IncomingRequest,
  holder: string | undefined,
  subject: string,
  key: Buffer,
): boolean {
  return !!holder && equalSecrets(form?.get('csrf') ?? '', formToken(holder, subject, key));
}

export function cookie(name: string, value: string, { publicUrl }: Endpoint): string {
  const { protocol, pathname } = new URL(publicUrl);
  const secure = protocol === 'https:' ? '; Secure' : '';
  return `${name}=${value}; Path=${pathname}; HttpOnly; SameSite=Lax${secure}`;
}
