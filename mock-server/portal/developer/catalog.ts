import { html } from 'hono/html';
import { type DocumentRow, documents } from '../../fhir/openapi/documents.ts';
import type { Html } from '../layout.ts';
import { ownApps } from './change-apps.ts';
import { consoleScript, redirectScript } from './console-script.ts';
import { showNotFound } from './guards.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { products } from './products.ts';
import { show } from './show.ts';
import { swaggerFile } from './swagger-files.ts';

/** What the console shows: an API, or one product of it. */
interface Shown {
  readonly name: string;
  readonly title: string;
  readonly isMember: boolean;
  /** A whole API is too long to lay open at once. */
  readonly expansion: 'list' | 'none';
}

function shownOf({ name, title, base, kind }: DocumentRow): Shown {
  return {
    name,
    title,
    isMember: base.name === 'patient-access',
    expansion: kind === 'api' ? 'none' : 'list',
  };
}

/** Swagger UI sets styles from its script and shows small images of its own; nothing comes from elsewhere. */
const consolePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** REG-5: every product, with its OpenAPI document and the console. */
export const showCatalog: PageStep = {
  name: 'show-catalog',
  run(context) {
    const { publicUrl } = context.endpoint;
    const apis = documents.filter(({ kind }) => kind === 'api');
    show(
      context,
      'API Catalog',
      html`<h1>API Catalog</h1>
<p class="lead">Each API with its products, their OpenAPI documents, and a console to try them out.</p>
${apis.map(
  ({
    name,
    title,
    about,
  }) => html`<section class="card" aria-labelledby="${name}"><div class="head"><div><h2 id="${name}">${title}</h2><p>${about}</p></div>
<p class="buttons"><a class="button main" href="${publicUrl}/catalog/${name}">Try it out<span class="skip">: ${title}</span></a>
<a class="button" href="${publicUrl}/openapi/${name}.json">OpenAPI<span class="skip"> document of the ${title}</span></a></p></div>
${productTable(publicUrl, title)}</section>`,
)}`,
    );
  },
};

function productTable(publicUrl: string, api: string): Html {
  const own = products.filter((product) => product.api === api);
  return html`<div class="table" tabindex="0" role="region" aria-label="Products of the ${api}"><table><thead><tr><th scope="col">Product</th><th scope="col">What it holds</th>
<th scope="col">Specification</th></tr></thead><tbody>${own.map(
    ({
      id,
      name,
      about,
    }) => html`<tr><th scope="row"><a href="${publicUrl}/catalog/${id}">${name}</a></th><td class="words">${about}</td>
<td><a href="${publicUrl}/openapi/${id}.json" aria-label="OpenAPI document of ${name}">OpenAPI</a></td></tr>`,
  )}</tbody></table></div>`;
}

/** The console, with the client id of whoever is signed in; an app without callback URL will do (APP-2). */
export const showConsole: PageStep = {
  name: 'show-console',
  async run(context) {
    const row = documents.find(({ name }) => name === context.request.params.document);
    if (!row) return showNotFound(context);
    const { publicUrl } = context.endpoint;
    const shown = shownOf(row);
    const [app] = context.developer ? await ownApps(context) : [];
    const document = `${publicUrl}/openapi/${shown.name}.json`;
    show(
      context,
      shown.title,
      html`<link rel="stylesheet" href="${publicUrl}/catalog/files/swagger-ui.css">
<p class="crumbs"><a href="${publicUrl}/catalog">API Catalog</a></p>
<h1>${shown.title}</h1>
${howTo(context, shown, app?.clientId)}
<noscript><p role="alert">The console needs JavaScript. The <a href="${document}">OpenAPI document</a> and the
<a href="${publicUrl}/docs/authorization">walk-through</a> do not.</p></noscript>
<div class="card light" id="console"></div>
<script src="${publicUrl}/catalog/files/swagger-ui-bundle.js"></script>
<script src="${publicUrl}/catalog/files/console.js" data-document="${document}"
 data-redirect="${publicUrl}/catalog/oauth2-redirect" data-expansion="${shown.expansion}" data-client="${app?.clientId ?? ''}" data-scopes="${shown.isMember ? 'openid profile/*' : ''}"></script>`,
      { headers: { 'content-security-policy': consolePolicy } },
    );
  },
};

function howTo(
  { endpoint, developer }: PageContext,
  { isMember }: Shown,
  clientId: string | undefined,
): Html {
  const own =
    clientId === undefined
      ? html`Have no application yet? <a href="${endpoint.publicUrl}/developer/${developer ? 'apps/new' : 'register'}">Get one</a>, or use the sandbox's <code>${isMember ? 'member-app' : 'directory-app'}</code>.`
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
