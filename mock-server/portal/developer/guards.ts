import { html } from 'hono/html';
import { seeOther } from '../../reply.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { isFormOurs } from './sessions.ts';
import { show } from './show.ts';

/** Without a developer, to the login page and back. */
export const requireDeveloper: PageStep = {
  name: 'require-developer',
  run(context) {
    if (context.developer) return;
    const { request, endpoint } = context;
    const back = request.method === 'GET' ? `?next=${encodeURIComponent(request.path)}` : '';
    context.reply = seeOther(`${endpoint.publicUrl}/developer/login${back}`);
  },
};

/** A form must come from a page that this session was given (CSRF). */
export const checkForm: PageStep = {
  name: 'check-form',
  run(context) {
    if (isFormOurs(context)) return;
    showMessage(context, 403, 'Please start again', [
      'This form is no longer valid: it waited too long, or came from another browser session. Nothing was changed.',
    ]);
  },
};

/** An app of someone else is as unknown as one that does not exist. */
export const findOwnApp: PageStep = {
  name: 'find-own-app',
  async run(context) {
    const app = await context.endpoint.core.apps.find(context.request.params.client ?? '');
    if (app && app.owner === context.developer?.id) context.app = app;
    else showNotFound(context);
  },
};

/** `_prod` apps are as they were granted (APP-4). */
export const requireSandboxApp: PageStep = {
  name: 'require-sandbox-app',
  run(context) {
    if (context.app?.environment === 'sandbox') return;
    showMessage(context, 403, 'Not possible for a production application', [
      'Applications with production access can be neither edited nor deleted. Write to the plan to have one changed or withdrawn.',
    ]);
  },
};

export function showNotFound(context: PageContext): void {
  showMessage(context, 404, 'Not found', ['There is nothing here that is yours.']);
}

/** A page that only says something. */
export function showMessage(
  context: PageContext,
  status: number,
  title: string,
  lines: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): void {
  const home = context.role === 'staff' ? '/staff' : context.developer ? '/developer/apps' : '/';
  show(
    context,
    title,
    html`<h1>${title}</h1>
${lines.map((line, index) => (index === 0 ? html`<p role="alert">${line}</p>` : html`<p>${line}</p>`))}
<p><a href="${context.endpoint.publicUrl}${home}">Back</a></p>`,
    { status, width: 'narrow', headers },
  );
}
