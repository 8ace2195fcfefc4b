import type { Endpoint } from '../../context.ts';
import { equalSecrets } from '../../oauth/secrets.ts';
import type { PortalSession } from '../../store/portal.ts';
import { cookie, formToken } from '../browser-state.ts';
import type { PageContext, PageStep } from './page-context.ts';

/** Idle this long, a session ends. */
export const IDLE_MS = 30 * 60 * 1000;
/** However busy, it ends after this. */
const LONGEST_MS = 12 * 60 * 60 * 1000;

const cookieOf: Readonly<Record<PortalSession['role'], string>> = {
  developer: 'assay_developer',
  staff: 'assay_staff',
};

/** Finds out who is there, if anyone, and keeps the session alive. */
export const recognize: PageStep = {
  name: 'recognize',
  async run(context) {
    const { ports, role } = context;
    const id = sessionIdOf(context);
    const session = id && (await ports.store.portal.findPortalSession(id));
    const now = ports.clock.now();
    if (!session || session.role !== role || now >= Math.min(session.expiresAt, session.endsAt)) return;
    if (role === 'developer') {
      const developer = await ports.store.portal.findDeveloper(session.account);
      if (!developer) return;
      context.developer = developer;
    }
    context.session = { id, account: session.account };
    await ports.store.portal.touchPortalSession(id, now + IDLE_MS);
  },
};

/**
 * Ends the session that the browser came with and starts one under this id.
 * @param id new for every sign-in, whatever the browser came with (session fixation)
 * @returns the Set-Cookie value
 */
export async function startPortalSession(context: PageContext, account: string, id: string): Promise<string> {
  const { ports, role, endpoint } = context;
  const previous = sessionIdOf(context);
  if (previous) await ports.store.portal.endPortalSession(previous);
  const now = ports.clock.now();
  await ports.store.portal.savePortalSession(id, {
    role,
    account,
    expiresAt: now + IDLE_MS,
    endsAt: now + LONGEST_MS,
  });
  return cookie(cookieOf[role], id, endpoint);
}

/** The id that the browser came with, live or not. */
export function sessionIdOf({ request, role }: PageContext): string | undefined {
  return request.cookies[cookieOf[role]];
}

/** @returns the Set-Cookie value that makes the browser forget */
export function forgetSession(role: PortalSession['role'], endpoint: Endpoint): string {
  return `${cookie(cookieOf[role], '', endpoint)}; Max-Age=0`;
}

/** The hidden value of this page's forms: good for this session, or this browser before there is one. */
export function csrfOf({ session, browser, role, endpoint }: PageContext): string {
  return formToken(session?.id ?? browser.id, `portal ${role}`, endpoint.core.key);
}

export function isFormOurs(context: PageContext): boolean {
  return equalSecrets(context.request.form?.get('csrf') ?? '', csrfOf(context));
}
