import type { PageContext } from './page-context.ts';

/** Writes down a change: who, what, to what. Never a secret. */
export async function audit(
  { ports, session, developer, role }: PageContext,
  action: string,
  subject: string,
  detail = '',
  account = developer?.id ?? '',
): Promise<void> {
  const actor = role === 'staff' ? (session?.account ?? 'staff') : (developer?.email ?? 'unknown');
  await ports.store.portal.addAudit({ at: ports.clock.now(), actor, account, action, subject, detail });
}
