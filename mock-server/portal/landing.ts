import { html } from 'hono/html';
import type { App, Dialect, Endpoint } from '../context.ts';
import { portsInForce } from '../control/defect.ts';
import { demoSecretOf } from '../demo-apps.ts';
import type { Persona } from '../population.ts';
import type { IncomingRequest, Reply } from '../reply.ts';
import { demoAuthorizeUrl } from './demo.ts';
import { type Html, htmlPage, layout } from './layout.ts';

/** The first page of a developer: where everything is, and commands that work as they stand. */
export async function showLanding(_request: IncomingRequest, endpoint: Endpoint): Promise<Reply> {
  const { core, dialect, publicUrl } = endpoint;
  const apps = await core.apps.list();
  const demoApp = apps.find(({ redirectUris }) => redirectUris.includes(`${publicUrl}/demo/callback`));
  const page = layout(
    'Start',
    html`<h1>A health plan to test against</h1>
<p>This sandbox serves a Provider Directory API and a Patient Access API (FHIR R4) with the plan's login, consent and
tokens. All members and providers are synthetic.</p>
${dialectsSection(dialect, { ...core.publicUrls, [dialect]: publicUrl })}
${appsSection(apps)}
${personasSection(portsInForce(core.ports).population.personas())}
${quickStart(endpoint, apps)}
${demoApp && memberQuickStart(demoApp, publicUrl)}`,
    'wide',
  );
  return htmlPage(200, page);
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
<li><strong>fhirclient</strong> signs in with either, but in <code>documented</code> never refreshes:
<code>expires_in</code> is text (DEV-02), and an empty <code>scope</code> (DEV-03) hides <code>offline_access</code>.</li>
<li>Clients written after the portal documentation, and plain HTTP, work with <code>documented</code>.</li>
</ul>`;
}

function appsSection(apps: readonly App[]): Html {
  return html`<h2>Registered apps</h2>
<div class="table" role="region" aria-label="Registered apps" tabindex="0"><table>
<tr><th scope="col">Client id</th><th scope="col">Secret</th><th scope="col">Grants</th><th scope="col">Redirect URIs</th></tr>
${apps.map(
  (app) => html`<tr><td><code>${app.clientId}</code></td><td>${secretCell(app)}</td>
<td>${[...app.grants].join(', ')}</td><td>${app.redirectUris.map((uri) => html`<code>${uri}</code><br>`)}</td></tr>`,
)}
</table></div>`;
}

/** Of other apps only a hash is kept. */
function secretCell(app: App): Html | string {
  if (app.secretHash === undefined) return 'none: public client';
  const secret = demoSecretOf(app);
  return secret === undefined ? 'shown once' : html`<code>${secret}</code>`;
}

function personasSection(personas: readonly Persona[]): Html {
  return html`<h2>Members to sign in as</h2>
<div class="table" role="region" aria-label="Members to sign in as" tabindex="0"><table>
<tr><th scope="col">User name</th><th scope="col">Password</th><th scope="col">Patient id</th><th scope="col">Who</th></tr>
${personas.map(
  (persona) => html`<tr><td><code>${persona.userName}</code></td><td><code>${persona.password}</code></td>
<td><code>${persona.patientId}</code></td><td>${persona.displayName}: ${persona.note}</td></tr>`,
)}
</table></div>`;
}

function quickStart({ publicUrl }: Endpoint, apps: readonly App[]): Html | false {
  const app = apps.find((one) => one.grants.has('client_credentials') && demoSecretOf(one) !== undefined);
  if (!app) return false;
  return html`<h2>Quick start: the directory</h2>
<pre tabindex="0"><code>curl -u ${app.clientId}:${demoSecretOf(app)} -d grant_type=client_credentials ${publicUrl}/oauth/v1/token

TOKEN=…   # access_token of the answer
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/providerdirectory/v1/Practitioner</code></pre>`;
}

function memberQuickStart(app: App, publicUrl: string): Html {
  return html`<h2>Quick start: a member's data</h2>
<p><a href="${demoAuthorizeUrl(app, publicUrl)}">Connect ${app.name}</a>: sign in as one of the members above and
allow; the page you land on has the command that exchanges the code for tokens. Then:</p>
<pre tabindex="0"><code>TOKEN=…   # access_token of the answer
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/v1/Patient
curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/v1/ExplanationOfBenefit</code></pre>
<p>What a member shares, and how to withdraw it: <a href="${publicUrl}/member/consents">apps with access</a>.</p>`;
}
