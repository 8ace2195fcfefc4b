import { html } from 'hono/html';
import type { Html } from '../layout.ts';
import { detailsOf } from './app-form.ts';
import { environmentBadge, productionLink } from './apps-page.ts';
import { builtInCallbacks } from './built-in-callbacks.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { quickStart } from './quick-start.ts';
import { form, show } from './show.ts';

/** A new secret is taken away as it is looked at: the second look shows none. */
export const takeSecret: PageStep = {
  name: 'take-secret',
  run(context) {
    const { session, app, portal } = context;
    if (!session || !app) return;
    const secret = portal.onceShown.take(session.id, app.clientId);
    if (secret !== undefined) context.newSecret = secret;
  },
};

export const showApp: PageStep = {
  name: 'show-app',
  async run(context) {
    const { app, endpoint, newSecret, ports, developer } = context;
    if (!app) return;
    const path = `${endpoint.publicUrl}/developer/apps/${app.clientId}`;
    const isSandbox = app.environment === 'sandbox';
    const details = detailsOf(app, builtInCallbacks(endpoint));
    const requests = await ports.store.portal.listProductionRequests(developer?.id ?? '');
    const request = requests.find(
      ({ clientId, state }) => clientId === app.clientId && state !== 'withdrawn',
    );
    show(
      context,
      app.name,
      html`<p class="crumbs"><a href="${endpoint.publicUrl}/developer/apps">My Applications</a></p>
<div class="head"><div><h1>${app.name}</h1><p>${environmentBadge(app)}</p></div>
${isSandbox && html`<div class="buttons"><a class="button" href="${path}/edit">Edit</a><a class="button danger" href="${path}/delete">Delete</a></div>`}</div>
${newSecret !== undefined && secretOnce(newSecret)}
<section class="card" aria-labelledby="credentials"><h2 id="credentials">Credentials</h2>
<dl class="facts"><dt>Client ID</dt><dd><code id="client-id">${app.clientId}</code></dd>
<dt>Client Secret</dt><dd>${newSecret === undefined ? 'Shown once, when it was made' : 'Above; store it now'}</dd></dl>
${rotation(context, isSandbox)}</section>
<section class="card" aria-labelledby="details"><h2 id="details">Details</h2><dl class="facts">
${details.description !== '' && html`<dt>Description</dt><dd>${details.description}</dd>`}
<dt>Callback URL</dt><dd>${details.callback === '' ? 'None: the built-in authorization of the API Catalog' : html`<code>${details.callback}</code>`}</dd>
<dt>API products</dt><dd>${details.products.map(({ name }) => name).join(', ')}</dd>
<dt>Grants</dt><dd>${[...app.grants].map((grant) => html`<code>${grant}</code> `)}</dd>
<dt>Risk category</dt><dd>${app.risk}${isSandbox && !request?.score && html` <small>(until the questionnaire is submitted)</small>`}</dd></dl></section>
${isSandbox && html`<section class="card" aria-labelledby="production"><h2 id="production">Production</h2><p>${productionLink(path, request)}</p></section>`}
<section aria-labelledby="start"><h2 id="start">Quick start</h2>
${quickStart(endpoint, app, newSecret)}</section>`,
    );
  },
};

function secretOnce(secret: string): Html {
  return html`<div class="notice good" role="status"><p><strong>Your client secret.</strong> Store it securely now: it is not shown again.</p>
<p><code class="secret" id="client-secret">${secret}</code></p></div>`;
}

function rotation(context: PageContext, isSandbox: boolean): Html {
  const path = `/developer/apps/${context.app?.clientId ?? ''}/secret`;
  return html`${form(
    context,
    path,
    html`<p class="soft">${
      isSandbox
        ? 'Lost it, or someone else saw it? Make a new one; the old one stops working at once.'
        : 'The secret of a production application is made by you. Making a new one ends the old one at once.'
    }</p><div class="buttons"><button type="submit">New client secret</button></div>`,
  )}`;
}
