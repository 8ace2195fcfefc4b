import { html } from 'hono/html';
import type { Endpoint } from '../context.ts';
import { formToken } from './browser-state.ts';
import { type Frame, type Html, layout } from './layout.ts';

/** The form token of pages that belong to no authorization request. */
export const ownPages = 'own-pages';

/** A member's page of their own: with the way out, and the notice of planned downtime (GEN-5). */
export function memberPage(
  title: string,
  content: Html,
  { endpoint, sessionId }: { readonly endpoint: Endpoint; readonly sessionId?: string | undefined },
  frame: Frame = {},
): Html {
  return layout(title, content, {
    banner: endpoint.core.control?.banner,
    ...(sessionId !== undefined && { nav: navigation(endpoint, sessionId) }),
    ...frame,
  });
}

function navigation({ publicUrl, core }: Endpoint, sessionId: string): Html {
  return html`<form method="post" action="${publicUrl}/member/logout">
<input type="hidden" name="csrf" value="${formToken(sessionId, ownPages, core.key)}">
<ul><li><a href="${publicUrl}/member/consents">Apps with access</a></li><li><button type="submit">Sign out</button></li></ul>
</form>`;
}
