import { html } from 'hono/html';
import type { App, Dialect, Endpoint } from '../../context.ts';
import { demoSecretOf } from '../../demo-apps.ts';
import type { Persona } from '../../population.ts';
import { demoAuthorizeUrl } from '../demo.ts';
import { inParts } from '../in-parts.ts';
import type { Html } from '../layout.ts';
import { ownApps } from './change-apps.ts';
import type { PageContext, PageStep } from './page-context.ts';
import { quickStart } from './quick-start.ts';
import { show } from './show.ts';

/** The first page of a developer: what there is, where it is, and commands that work as they stand. */
export const showLanding: PageStep = {
  name: 'show-landing',
  async run(context) {
    const { core, dialect, publicUrl } = context.endpoint;
    const { ports, developer } = context;
    const demoApps = (await core.apps.list()).filter(({ owner }) => owner === undefined);
    const [own] = developer ? await ownApps(context) : [];
    const demoApp = demoApps.find(({ redirectUris }) => redirectUris.includes(`${publicUrl}/demo/callback`));
    show(
      context,
      'Start',
      html`${hero(context)}
${status(core.control?.banner)}
${own === undefined ? '' : html`<section aria-labelledby="yours"><h2 id="yours">Quick start with ${own.name}</h2>${quickStart(context.endpoint, own, undefined)}</section>`}
<div class="card">${dialectsSection(dialect, { ...core.publicUrls, [dialect]: publicUrl })}</div>
<div class="card">${appsSection(demoApps)}</div>
<div class="card">${demoStart(context.endpoint, demoApps)}
${demoApp && memberQuickStart(demoApp, publicUrl)}</div>
<div class="card" id="members">${personasSection('Members to sign in as', ports.population.personas())}
${ports.production && html`<details><summary>Members of production, for apps with production access</summary>${personasSection('Members of production', ports.production.personas())}</details>`}</div>`,
    );
  },
};

function hero({ endpoint: { publicUrl }, developer }: PageContext): Html {
  const entry = (path: string, title: string, text: string) =>
    html`<li class="card"><h2><a href="${publicUrl}${path}">${title}</a></h2><p>${text}</p></li>`;
  return html`<div class="hero"><h1>A health plan to test against</h1>
<p class="lead">Two APIs on HL7 FHIR 4.0.1, with the plan's login, consent and tokens, and the way to production access. All
members and providers are synthetic.</p>
<p class="buttons">${
    developer
      ? html`<a class="button main" href="${publicUrl}/developer/apps">My Applications</a>`
      : html`<a class="button main" href="${publicUrl}/developer/register">Register</a>`
  }<a class="button" href="${publicUrl}/catalog">Try the APIs</a></p></div>
<ul class="cards">
${entry('/catalog/provider-directory', 'Provider Directory API', 'Practitioners, their roles, organizations, networks and services. Client credentials.')}
${entry('/catalog/patient-access', 'Patient Access API', 'Coverage, claims, observations and the clinical record of a member who consents. Authorization code with PKCE.')}
${entry('/docs/production', 'Production access', 'Questionnaire, risk rating, review, and an application with production data.')}
</ul>`;
}

/** GEN-5 */
function status(banner: string | undefined): Html {
  return html`<p class="notice ${banner === undefined ? 'good' : 'warn'}"><strong>Status:</strong> ${
    banner === undefined
      ? 'in operation, 24 hours a day, 7 days a week. Planned downtime is announced here and on top of every page.'
      : banner
  }</p>`;
}

function address(url: string | undefined): Html | string {
  return url === undefined ? 'not served' : html`<a href="${url}/"><code>${url}</code></a>`;
}

function dialectsSection(current: Dialect, urls: Readonly<Partial<Record<Dialect, string>>>): Html {
  const about: Readonly<Record<Dialect, string>> = {
    documented: 'as the portal documentation shows it, departures from the RFCs included',
    standard: 'as OAuth 2.0 and FHIR have it',
  };
  const row = (
    dialect: Dialect,
  ) => html`<tr><th scope="row">${dialect}${dialect === current && ' (this one)'}</th>
<td>${address(urls[dialect])}</td><td>${about[dialect]}</td></tr>`;
  return html`<h2>Two dialects, one plan</h2>
<div class="table" role="region" aria-label="Two dialects, one plan" tabindex="0"><table>
${row('documented')}${row('standard')}
</table></div>
<p>Below each URL: Patient Access at <code>/ghp/fhir4/v1</code>, Provider Directory at
<code>/ghp/fhir4/providerdirectory/v1</code>, OAuth at <code>/oauth/v1/authorize</code> and
<code>/oauth/v1/token</code>.</p>
<ul>
<li><strong>oauth4webapi</strong> and <strong>openid-client</strong> need <code>standard</code>: they refuse
<code>"token_type": "BearerToken"</code> (DEV-01).</li>
<li><strong>fhirclient</strong> signs in with either (with <code>pkceMode: 'unsafeV1'</code> in
<code>documented</code>), but refreshes by itself in <code>standard</code> only: elsewhere <code>expires_in</code> is text
(DEV-02). Without a requested scope the empty <code>scope</code> (DEV-03) keeps it from refreshing at all.</li>
<li>Clients written after the portal documentation, and plain HTTP, work with <code>documented</code>.</li>
</ul>`;
}

function appsSection(apps: readonly App[]): Html {
  return html`<h2>Registered apps</h2>
<div class="table" role="region" aria-label="Registered apps" tabindex="0"><table>
<tr><th scope="col">Client id</th><th scope="col">Secret</th><th scope="col">Grants</th><th scope="col">Redirect URIs</th></tr>
${apps.map(
  (app) => html`<tr><td><code>${app.clientId}</code></td><td>${secretCell(app)}</td>
<td>${[...app.grants].join(', ')}</td><td>${app.redirectUris.map((uri) => html`${inParts(uri, '/')}<br>`)}</td></tr>`,
)}
</table></div>`;
}

/** Of other apps only a hash is kept. */
function secretCell(app: App): Html | string {
  if (app.secretHash === undefined) return 'none: public client';
  const secret = demoSecretOf(app);
  return secret === undefined ? 'shown once' : html`<code>${secret}</code>`;
}

function personasSection(title: string, personas: readonly Persona[]): Html {
  return html`<h2>${title}</h2>
<div class="table" role="region" aria-label="${title}" tabindex="0"><table>
<tr><th scope="col">User name</th><th scope="col">Password</th><th scope="col">Patient id</th><th scope="col">Who</th></tr>
${personas.map(
  (persona) => html`<tr><td><code>${persona.userName}</code></td><td><code>${persona.password}</code></td>
<td>${inParts(persona.patientId, '-')}</td><td class="words">${persona.displayName}: ${persona.note}</td></tr>`,
)}
</table></div>`;
}

function demoStart({ publicUrl }: Endpoint, apps: readonly App[]): Html | false {
  const app = apps.find((one) => one.grants.has('client_credentials') && demoSecretOf(one) !== undefined);
  if (!app) return false;
  return html`<h2>Quick start: the directory</h2>
<pre tabindex="0"><code>curl -u ${app.clientId}:${demoSecretOf(app)} -d grant_type=client_credentials ${publicUrl}/oauth/v1/token

TOKEN=…   # access_token of the answer
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/providerdirectory/v1/Practitioner</code></pre>`;
}

function memberQuickStart(app: App, publicUrl: string): Html {
  return html`<h2>Quick start: a member's data</h2>
<p><a href="${demoAuthorizeUrl(app, publicUrl)}">Connect ${app.name}</a>: sign in as one of the <a href="#members">members below</a> and
allow; the page you land on has the command that exchanges the code for tokens. Then:</p>
<pre tabindex="0"><code>TOKEN=…   # access_token of the answer
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/v1/Patient
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/v1/ExplanationOfBenefit</code></pre>
<p>What a member shares, and how to withdraw it: <a href="${publicUrl}/member/consents">apps with access</a>.</p>`;
}
