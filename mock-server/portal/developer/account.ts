import { html } from 'hono/html';
import type { AuditEntry } from '../../store/portal.ts';
import { when } from './fields.ts';
import type { PageStep } from './page-context.ts';
import { show } from './show.ts';

/** Who is signed in, and what has happened to the account. */
export const showAccount: PageStep = {
  name: 'show-account',
  async run(context) {
    const { developer, ports, endpoint } = context;
    if (!developer) return;
    const entries = await ports.store.portal.listAudit({ account: developer.id });
    show(
      context,
      'Account',
      html`<h1>Account</h1>
<div class="card"><dl class="facts"><dt>Name</dt><dd>${developer.name}</dd><dt>Organization</dt><dd>${developer.organization}</dd>
<dt>Email address</dt><dd>${developer.email}</dd><dt>Registered</dt><dd>${when(developer.createdAt)}</dd></dl>
<p class="soft">To set a new password, <a href="${endpoint.publicUrl}/developer/register">register again</a> with this address.</p></div>
<h2>Activity</h2>
${auditTable(entries)}`,
    );
  },
};

export function auditTable(entries: readonly AuditEntry[]) {
  return html`<div class="card table" tabindex="0" role="region" aria-label="Activity"><table><thead><tr><th scope="col">When</th><th scope="col">What</th>
<th scope="col">To</th><th scope="col">By</th></tr></thead><tbody>
${entries.map(
  ({ at, action, subject, actor, detail }) => html`<tr><td>${when(at)}</td><td>${action}</td>
<td>${subject}${detail !== '' && html`<br><small>${detail}</small>`}</td><td>${actor}</td></tr>`,
)}
</tbody></table></div>`;
}
