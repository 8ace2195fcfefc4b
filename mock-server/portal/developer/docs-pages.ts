import { html } from 'hono/html';
import { inParts } from '../in-parts.ts';
import type { Html } from '../layout.ts';
import { ownApps } from './change-apps.ts';
import { type ErrorEntry, fhirErrors, tokenErrors } from './error-reference.ts';
import type { PageStep } from './page-context.ts';
import { show } from './show.ts';

/** Where the documentation goes on. */
export const showDocs: PageStep = {
  name: 'show-docs',
  run(context) {
    const { publicUrl } = context.endpoint;
    const entry = (path: string, title: string, text: string) =>
      html`<li class="card"><h2><a href="${publicUrl}${path}">${title}</a></h2><p>${text}</p></li>`;
    show(
      context,
      'Documentation',
      html`<h1>Documentation</h1>
<p class="lead">From registering to production data.</p>
<ul class="cards">
${entry('/docs/authorization', 'Authorization', 'Client credentials and authorization code with PKCE, step by step.')}
${entry('/docs/samples', 'Sample requests', 'Practitioners by name, a member’s data, observations by category, code and date.')}
${entry('/docs/errors', 'Error reference', 'Every error, when it comes, what helps, and its body as this server sends it.')}
${entry('/docs/production', 'Production access', 'What the plan expects, the process, and when production data is there.')}
${entry('/catalog', 'API Catalog', 'OpenAPI documents, and a console to try the APIs out.')}
${entry('/terms', 'Terms of Use', 'What you agree to.')}
</ul>
<h2>Downloads</h2>
<ul><li><a href="${publicUrl}/docs/postman.json" download>Postman collection</a>: both flows, ready to run</li>
<li><a href="${publicUrl}/catalog">OpenAPI documents</a> of each API</li></ul>`,
    );
  },
};

/** CC-1 … AC-13, with the credentials of whoever reads it where there are any. */
export const showAuthorization: PageStep = {
  name: 'show-authorization',
  async run(context) {
    const [app] = context.developer ? await ownApps(context) : [];
    const { publicUrl } = context.endpoint;
    const id = app?.clientId ?? 'CLIENT_ID';
    const callback = app?.redirectUris[0] ?? 'https://app.example/callback';
    show(
      context,
      'Authorization',
      html`${crumb(publicUrl)}<h1>Authorization</h1>
${app !== undefined && html`<p class="notice">The examples have the client id of <strong>${app.name}</strong> filled in.</p>`}
<h2>Provider Directory API: client credentials</h2>
<ol><li><p>Ask for a token with your client id and client secret, by HTTP Basic.</p>
<pre tabindex="0"><code>curl -u '${id}:CLIENT_SECRET' -d grant_type=client_credentials \\
  ${publicUrl}/oauth/v1/token</code></pre>
<p>A request that is not good is answered <code>401</code>: <em>Invalid client credentials</em>.</p></li>
<li><p>The answer holds <code>access_token</code> and, in seconds, <code>expires_in</code>. Send the token with every request.</p>
<pre tabindex="0"><code>curl -H "Authorization: Bearer $TOKEN" \\
  '${publicUrl}/ghp/fhir4/providerdirectory/v1/Practitioner?name=a'</code></pre>
<p>A token that is not good is answered <code>401</code>: <em>Invalid access token</em>.</p></li></ol>
<h2>Patient Access API: authorization code with PKCE</h2>
<ol><li><p>Make a <strong>code verifier</strong>: 43 to 128 random characters out of <code>A–Z a–z 0–9 - . _ ~</code>. The
<strong>code challenge</strong> is its SHA-256 hash in BASE64URL.</p>
<pre tabindex="0"><code>VERIFIER=$(openssl rand -base64 48 | tr '+/' '-_' | tr -d '=')
CHALLENGE=$(printf %s "$VERIFIER" | openssl dgst -sha256 -binary | base64 | tr '+/' '-_' | tr -d '=')</code></pre></li>
<li><p>Send the member's browser to the authorization endpoint.</p>
<pre tabindex="0"><code>${publicUrl}/oauth/v1/authorize
  ?response_type=code
  &amp;client_id=${id}
  &amp;redirect_uri=${encodeURIComponent(callback)}
  &amp;scope=openid%20profile/*
  &amp;state=RANDOM
  &amp;code_challenge=$CHALLENGE
  &amp;code_challenge_method=S256</code></pre>
<p><code>redirect_uri</code> must be exactly the callback URL that you registered. <code>state</code> is yours to compare later.
<code>scope</code> is optional: <code>profile/*</code> means all resource types of your products.</p></li>
<li><p>The member signs in and decides what to share. The consent page shows the risk category of your application.</p></li>
<li><p>The browser comes back to your callback with <code>?code=…&amp;state=…</code>, or with <code>?error=access_denied</code>.</p></li>
<li><p>Exchange the code, once and at once.</p>
<pre tabindex="0"><code>curl -u '${id}:CLIENT_SECRET' ${publicUrl}/oauth/v1/token \\
  -d grant_type=authorization_code -d code=$CODE -d code_verifier=$VERIFIER \\
  -d redirect_uri=${callback}</code></pre></li>
<li><p>Read the member's data with the access token; <code>refresh_token</code> gets you the next one
(<code>grant_type=refresh_token</code>).</p>
<pre tabindex="0"><code>curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/ghp/fhir4/v1/ExplanationOfBenefit</code></pre></li></ol>`,
      { width: 'wide' },
    );
  },
};

export const showSamples: PageStep = {
  name: 'show-samples',
  run(context) {
    const { publicUrl } = context.endpoint;
    const directory = '/ghp/fhir4/providerdirectory/v1';
    const member = '/ghp/fhir4/v1';
    const category = 'http://terminology.hl7.org/CodeSystem/observation-category';
    const row = (path: string, what: string) => html`<tr><td>${inParts(path, '/')}</td><td>${what}</td></tr>`;
    show(
      context,
      'Sample requests',
      html`${crumb(publicUrl)}<h1>Sample requests</h1>
<p>All below <code>${publicUrl}</code>, with a bearer token.</p>
${requestTable('Provider directory', [
  row(
    `${directory}/Practitioner?name=a`,
    'Practitioners whose name begins so: physicians, nurses, pharmacists and others',
  ),
  row(
    `${directory}/PractitionerRole?_include=PractitionerRole:practitioner`,
    'Roles, with the practitioners who have them',
  ),
  row(`${directory}/InsurancePlan`, 'Lines of business'),
])}
${requestTable('Patient access', [
  row(`${member}/Patient`, 'The member whose token it is'),
  row(`${member}/Coverage`, 'The plans the member is enrolled in'),
  row(`${member}/ExplanationOfBenefit?_count=10`, 'Claims, encounters, laboratory and pharmacy'),
])}
${requestTable('Observations', [
  row(`${member}/Observation`, 'All of the member'),
  row(
    `${member}/Observation?category=${category}|vital-signs`,
    'Blood pressure, heart rate and other vital signs',
  ),
  row(`${member}/Observation?category=smoking-status`, 'Whether the member smokes or has smoked'),
  row(
    `${member}/Observation?category=laboratory&date=ge2025-01-01`,
    'Laboratory results since 2025; also gt, lt and le',
  ),
  row(`${member}/Observation?code=http://loinc.org|85354-9`, 'By code: blood pressure panels'),
])}`,
      { width: 'wide' },
    );
  },
};

function requestTable(title: string, rows: readonly Html[]): Html {
  return html`<h2>${title}</h2><div class="table" tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">GET</th><th scope="col">What comes back</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** From the errors of the code, rendered as the endpoints render them. */
export const showErrors: PageStep = {
  name: 'show-errors',
  run(context) {
    const { endpoint } = context;
    show(
      context,
      'Error reference',
      html`${crumb(endpoint.publicUrl)}<h1>Error reference</h1>
<p class="lead">As this server sends them in the ${endpoint.dialect} dialect.</p>
<h2>Authorization and token endpoint</h2>${tokenErrors(endpoint.dialect).map(errorCard)}
<h2>FHIR APIs</h2>${fhirErrors(endpoint).map(errorCard)}`,
    );
  },
};

function errorCard({ code, status, when, fix, body }: ErrorEntry): Html {
  return html`<article class="card"><h3><code>${code}</code> <span class="badge">${status === 'redirect' ? 'in the redirect' : status}</span></h3>
<p>${when} <strong>${fix}</strong></p>${body !== undefined && html`<pre tabindex="0"><code>${body}</code></pre>`}</article>`;
}

/** PROD-1 … PROD-11, FRESH and GEN-5, for those who plan. */
export const showProductionDocs: PageStep = {
  name: 'show-production-docs',
  async run(context) {
    const { publicUrl } = context.endpoint;
    const { sections } = await context.portal.questionnaire();
    show(
      context,
      'Production access',
      html`${crumb(publicUrl)}<h1>Production access</h1>
<p class="lead">Production data is real people's data. The plan looks at how an application treats it, and tells members.</p>
<h2>The process</h2>
<ol><li>On <a href="${publicUrl}/developer/apps">My Applications</a>, choose <em>Request Production Access</em> and confirm the <a href="${publicUrl}/terms">Terms of Use</a>. Up to 3 applications can ask.</li>
<li>Answer the Risk Assessment Questionnaire. Your privacy policy and terms of service must be public.</li>
<li>Look at your rating, change what you can change, attest and submit.</li>
<li>The plan evaluates the answers, may ask back by mail, and invites you to a face-to-face review.</li>
<li>Granted: an application with <code>_prod</code> in its name appears on My Applications, with a client id and secret of its own.</li></ol>
<h2>The questionnaire</h2>
<ol>${sections.map(({ title, intro, questions }) => html`<li><strong>${title}</strong> (${questions.length} questions): ${intro}</li>`)}</ol>
<h2>The rating</h2>
<p>Each answer has a risk from 0 to 100, each question a weight. A section's rating is the weighted mean of its answers, the
total that of all answers, rounded half up: <span class="badge low">low risk</span> 0–30, <span class="badge medium">medium risk</span> 31–70, <span class="badge high">high risk</span> 71–100.</p>
<h2>Production data</h2>
<ul><li>Only of members who have consented to your application.</li><li>Claims: one business day after adjudication.</li>
<li>Encounters and clinical data: one business day after receipt.</li><li>Provider directory: within 30 calendar days of an update.</li></ul>`,
      { width: 'wide' },
    );
  },
};

function crumb(publicUrl: string): Html {
  return html`<p class="crumbs"><a href="${publicUrl}/docs">Documentation</a></p>`;
}
