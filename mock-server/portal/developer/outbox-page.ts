import { html } from 'hono/html';
import { refuseStranger } from '../../control/guard.ts';
import { when } from './fields.ts';
import type { PageStep } from './page-context.ts';
import { show } from './show.ts';

/** Mails hold access codes: only whoever may steer the sandbox reads them. */
export const requireOwner: PageStep = {
  name: 'require-owner',
  run(context) {
    const { core, publicUrl } = context.endpoint;
    const refusal = refuseStranger(context.request, { token: core.control?.token, publicUrl });
    if (refusal) context.reply = refusal;
  },
};

export const showOutbox: PageStep = {
  name: 'show-outbox',
  run(context) {
    const mails = context.portal.outbox.list();
    show(
      context,
      'Outbox',
      html`<h1>Outbox</h1>
<p class="lead">Mails that the portal has sent. In a sandbox they stay here; with <code>SMTP_URL</code> they leave by SMTP.</p>
${
  mails.length === 0
    ? html`<div class="empty"><p>No mail yet. Register, and the access code arrives here.</p></div>`
    : mails.map(
        ({ to, subject, text, at }) => html`<article class="card"><h2>${subject}</h2>
<p class="soft">To ${to} · ${when(at)}</p><pre tabindex="0"><code>${linked(text)}</code></pre></article>`,
      )
}`,
    );
  },
};

/** The text with its own links to click. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/\S+)/)
    .map((part) => (/^https?:\/\//.test(part) ? html`<a href="${part}">${part}</a>` : part));
}
