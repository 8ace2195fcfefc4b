import { html } from 'hono/html';
import type { Html } from '../layout.ts';
import { ownApps } from './change-apps.ts';
import { consoleScript, redirectScript } from './console-script.ts';
import { showNotFound } from './guards.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { type Product, products } from './products.ts';
import { show } from './show.ts';
import { swaggerFile } from './swagger-files.ts';

interface Api {
  readonly id: string;
  readonly name: Product['api'];
  readonly about: string;
  /** Its OpenAPI document. */
  readonly document: string;
}

const apis: readonly Api[] = [
  {
    id: 'provider-directory',
    name: 'Provider Directory API',
    about: 'The network of contracted providers. Client credentials.',
    document: '/openapi/provider-directory.json',
  },
  {
    id: 'patient-access',
    name: 'Patient Access API',
    about: 'The data of a member who consents. Authorization code with PKCE.',
    document: '/openapi/patient-access.json',
  },
];

/** Swagger UI sets styles from its script and shows small images of its own; nothing comes from elsewhere. */
const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** REG-5: every product, with its OpenAPI document and the console. */
export const showCatalog: PageStep = {
  name: 'show-catalog',
  run(context) {
    const { publicUrl } = context.endpoint;
    show(
      context,
      'API Catalog',
      html`<h1>API Catalog</h1>
<p class="lead">Each API with its products, its OpenAPI document, and a console to try it out.</p>
${apis.map(
  ({
    id,
    name,
    about,
    document,
  }) => html`<section class="card" aria-labelledby="${id}"><div class="head"><div><h2 id="${id}">${name}</h2><p>${about}</p></div>
<p class="buttons"><a class="button main" href="${publicUrl}/catalog/${id}">Try it out<span class="skip">: ${name}</span></a>
<a class="button" href="${publicUrl}${document}">OpenAPI<span class="skip"> document of the ${name}</span></a></p></div>
<dl class="facts">${products
    .filter(({ api }) => api === name)
    .map((product) => html`<dt>${product.name}</dt><dd>${product.about}</dd>`)}</dl></section>`,
)}`,
    );
  },
};

/** The console, with the client id of whoever is signed in; an app without callback URL will do (APP-2). */
export const showConsole: PageStep = {
  name: 'show-console',
  async run(context) {
    const api = apis.find(({ id }) => id === context.request.params.api);
    if (!api) return showNotFound(context);
    const { publicUrl } = context.endpoint;
    const [app] = context.developer ? await ownApps(context) : [];
    show(
      context,
      api.name,
      html`<link rel="stylesheet" href="${publicUrl}/catalog/files/swagger-ui.css">
<p class="crumbs"><a href="${publicUrl}/catalog">API Catalog</a></p>
<h1>${api.name}</h1>
${howTo(context, api, app?.clientId)}
<noscript><p role="alert">The console needs JavaScript. The <a href="${publicUrl}${api.document}">OpenAPI document</a> and the
<a href="${publicUrl}/docs/authorization">walk-through</a> do not.</p></noscript>
<div class="card light" id="console"></div>
<script src="${publicUrl}/catalog/files/swagger-ui-bundle.js"></script>
<script src="${publicUrl}/catalog/files/console.js" data-document="${publicUrl}${api.document}"
 data-redirect="${publicUrl}/catalog/oauth2-redirect" data-client="${app?.clientId ?? ''}" data-scopes="${api.id === 'patient-access' ? 'openid profile/*' : ''}"></script>`,
      { headers: { 'content-security-policy': consolePolicy } },
    );
  },
};

function howTo({ endpoint, developer }: PageContext, { id }: Api, clientId: string | undefined): Html {
  const own =
    clientId === undefined
      ? html`Have no application yet? <a href="${endpoint.publicUrl}/developer/${developer ? 'apps/new' : 'register'}">Get one</a>, or use the sandbox's <code>${id === 'patient-access' ? 'member-app' : 'directory-app'}</code>.`
      : html`Your client id is filled in: <code>${clientId}</code>.`;
  return html`<p class="notice">Press <strong>Authorize</strong>, enter client id and client secret, and allow. ${own} The built-in
callback is registered for every sandbox application.</p>`;
}

export const showRedirect: PageStep = {
  name: 'show-redirect',
  run(context) {
    show(
      context,
      'Authorization',
      html`<h1>Authorization</h1><p id="said" role="status">Going back to the console.</p>
<script src="${context.endpoint.publicUrl}/catalog/files/redirect.js"></script>`,
      { width: 'narrow', headers: { 'content-security-policy': consolePolicy } },
    );
  },
};

const scripts: Readonly<Record<string, string>> = {
  'console.js': consoleScript,
  'redirect.js': redirectScript,
};

export const sendCatalogFile: PageStep = {
  name: 'send-catalog-file',
  async run(context) {
    const name = context.request.params.file ?? '';
    const script = scripts[name];
    const reply =
      script === undefined
        ? await swaggerFile(name)
        : {
            status: 200,
            headers: { 'content-type': 'text/javascript;charset=UTF-8', 'x-content-type-options': 'nosniff' },
            body: script,
          };
    if (reply) context.reply = reply;
    else showNotFound(context);
  },
};
