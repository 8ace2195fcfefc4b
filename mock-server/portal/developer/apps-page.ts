import { html } from 'hono/html';
import type { App } from '../../context.ts';
import type { ProductionRequest } from '../../store/portal.ts';
import type { Html } from '../layout.ts';
import { stateBadge } from '../production/labels.ts';
import { MOST_APPS, ownApps } from './change-apps.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { productsOf } from './products.ts';
import { show } from './show.ts';

/** My Applications (REG-5). */
export const showApps: PageStep = {
  name: 'show-apps',
  async run(context) {
    const { endpoint, request, ports, developer } = context;
    const apps = await ownApps(context);
    const requests = await ports.store.portal.listProductionRequests(developer?.id ?? '');
    const isFull = apps.filter(({ environment }) => environment === 'sandbox').length >= MOST_APPS;
    show(
      context,
      'My Applications',
      html`${request.query.has('deleted') && html`<p class="notice good" role="status">The application is deleted.</p>`}
<div class="head"><h1>My Applications</h1>
${!isFull && apps.length > 0 && html`<a class="button main" href="${endpoint.publicUrl}/developer/apps/new">Add app</a>`}</div>
${
  isFull &&
  html`<p class="notice">You have registered ${MOST_APPS} applications, which is the limit. To register a 4th, contact the
Healthplan IT support team: it-support@plan.example.</p>`
}
${
  apps.length === 0
    ? html`<div class="empty"><h2>No application yet</h2><p>Register one to get a client id and a client secret. It takes a
name, a description and the API products you will use.</p>
<p class="buttons"><a class="button main" href="${endpoint.publicUrl}/developer/apps/new">Add app</a></p></div>`
    : html`<ul class="cards">${apps.map((app) => card(context, app, requests))}</ul>`
}`,
    );
  },
};

function card({ endpoint }: PageContext, app: App, requests: readonly ProductionRequest[]): Html {
  const path = `${endpoint.publicUrl}/developer/apps/${app.clientId}`;
  const request = requests.find(({ clientId, state }) => clientId === app.clientId && state !== 'withdrawn');
  return html`<li class="card"><h2><a href="${path}">${app.name}</a></h2>
<p>${environmentBadge(app)}</p>
<p class="soft">${app.description ?? ''}</p>
<p><small>${productsOf(app)
    .map(({ name }) => name)
    .join(' · ')}</small></p>
<div class="foot">${app.environment === 'sandbox' && html`<p>${productionLink(path, request)}</p>`}
<p><code>${app.clientId}</code></p></div></li>`;
}

export function environmentBadge({ environment }: App): Html {
  return environment === 'production'
    ? html`<span class="badge good">Production</span>`
    : html`<span class="badge">Sandbox</span>`;
}

/** "Request Production Access" (PROD-2), or where the request stands. */
export function productionLink(path: string, request: ProductionRequest | undefined): Html {
  if (!request) return html`<a href="${path}/production">Request Production Access</a>`;
  return html`<a href="${path}/production">Production access</a> ${stateBadge(request.state)}`;
}
