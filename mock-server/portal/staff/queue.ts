import { html } from 'hono/html';
import { when } from '../developer/fields.ts';
import type { PageStep } from '../developer/page-context.ts';
import { show } from '../developer/show.ts';
import { stateBadge } from '../production/labels.ts';
import type { State } from '../production/states.ts';
import { riskBadge } from '../risk.ts';

/** What waits for the plan comes first, then what waits for developers, then what is decided. */
const order: readonly State[] = [
  'submitted',
  'review-scheduled',
  'follow-up',
  'granted',
  'refused',
  'revoked',
  'withdrawn',
];

export const showQueue: PageStep = {
  name: 'show-queue',
  async run(context) {
    const { ports, endpoint } = context;
    const { portal } = ports.store;
    const all = (await portal.listProductionRequests()).filter(({ state }) => state !== 'draft');
    const sorted = all.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    const owners = new Map<string, string>();
    for (const { owner } of sorted)
      if (!owners.has(owner)) owners.set(owner, (await portal.findDeveloper(owner))?.organization ?? '');
    show(
      context,
      'Production requests',
      html`<h1>Production requests</h1>
${
  sorted.length === 0
    ? html`<div class="empty"><h2>Nothing to evaluate</h2><p>Requests appear here when developers submit their questionnaire.</p></div>`
    : html`<div class="card table" tabindex="0" role="region" aria-label="Production requests"><table><thead><tr><th scope="col">Application</th><th scope="col">Developer</th>
<th scope="col">State</th><th scope="col">Rating</th><th scope="col">Last change</th></tr></thead><tbody>
${sorted.map(
  ({
    id,
    appName,
    owner,
    state,
    score,
    updatedAt,
  }) => html`<tr><th scope="row"><a href="${endpoint.publicUrl}/staff/requests/${id}">${appName}</a></th>
<td>${owners.get(owner)}</td><td>${stateBadge(state)}</td><td>${score && html`${score.rating} ${riskBadge(score.level)}`}</td><td>${when(updatedAt)}</td></tr>`,
)}
</tbody></table></div>`
}`,
    );
  },
};
