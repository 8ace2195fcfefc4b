import { html } from 'hono/html';
import type { Html } from '../../portal/layout.ts';

/** One card of the page. Ids inside are those that its script looks for. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly content: Html;
}

const ADVANCES = [
  ['-P30D', '− 30 days'],
  ['PT1M', '+ 1 minute'],
  ['PT1H', '+ 1 hour'],
  ['P1D', '+ 1 day'],
  ['P30D', '+ 30 days'],
] as const;

const clock: Section = {
  id: 'clock',
  title: 'Clock',
  lead: 'All of the sandbox goes by it: tokens expire, claims arrive, sessions end.',
  content: html`<p class="time"><output id="now">…</output> <span id="frozen" class="badge">…</span></p>
<div class="buttons" role="group" aria-label="Move the clock">${ADVANCES.map(
    ([by, label]) => html`<button type="button" data-advance="${by}">${label}</button>`,
  )}</div>
<form id="clock-set" class="row buttons"><div><label for="clock-at">Set to (UTC)</label>
<input type="datetime-local" id="clock-at" min="2000-01-01T00:00" max="2099-12-31T23:59" required></div>
<button type="submit">Set</button><button type="button" id="clock-stop">Stop it</button>
<button type="button" id="clock-now">Back to now</button></form>`,
};

const LIVES = [
  ['3600', 'good for one hour'],
  ['60', 'good for one minute'],
  ['-60', 'expired a minute ago'],
  ['31536000', 'good for a year'],
] as const;

const tokens: Section = {
  id: 'tokens',
  title: 'Access token',
  lead: 'One of any kind, without login and consent.',
  content: html`<form id="token-form">
<div class="grid2"><div><label for="token-app">App</label><select id="token-app"></select></div>
<div><label for="token-life">Life</label><select id="token-life">${LIVES.map(
    ([value, label]) => html`<option value="${value}">${label}</option>`,
  )}</select></div></div>
<div class="grid2" id="token-of"><div><label for="token-member">Member</label><select id="token-member"></select></div>
<div><label for="token-user">or any user name</label><input type="text" id="token-user" autocomplete="off" spellcheck="false"></div>
<div><label for="token-types">Only these types</label><input type="text" id="token-types" autocomplete="off"
 placeholder="Patient, Coverage" spellcheck="false"></div></div>
<button type="submit" class="main">Make token</button></form>
<div id="token-made" class="buttons" hidden><label for="token">Token</label>
<textarea id="token" class="code" rows="3" readonly></textarea>
<button type="button" id="token-copy">Copy</button></div>`,
};

const apps: Section = {
  id: 'apps-of',
  title: 'Apps',
  lead: 'Registered apps. Members see the risk category when they consent.',
  content: html`<div class="table" tabindex="0" role="region" aria-label="Registered apps"><table><thead><tr>
<th scope="col">App</th><th scope="col">Secret</th><th scope="col">Redirect URIs</th><th scope="col">Risk</th>
<th scope="col">Remove</th></tr></thead><tbody id="apps"></tbody></table></div>
<h3>Register an app</h3>
<form id="app-form"><div class="grid2"><div><label for="app-name">Name</label>
<input type="text" id="app-name" required maxlength="100" autocomplete="off"></div>
<div><label for="app-uris">Redirect URIs <small>(none: an app for the directory)</small></label>
<input type="text" id="app-uris" autocomplete="off" spellcheck="false" placeholder="http://127.0.0.1:3000/callback"></div></div>
<label class="choice"><input type="checkbox" id="app-native"><span>On a device</span>
<small>without a secret; may have redirect URIs such as com.example.app:/cb</small></label>
<div class="buttons"><button type="submit" class="main">Register</button></div></form>
<dl id="app-made" class="facts notice good buttons" hidden><dt>Client id</dt><dd><code id="app-made-id"></code></dd>
<dt>Client secret, shown once</dt><dd><code id="app-made-secret"></code></dd></dl>`,
};

const WHATS = [
  ['status:503', 'answered 503 Service Unavailable'],
  ['status:429', 'answered 429 Too Many Requests'],
  ['status:500', 'answered 500 Internal Server Error'],
  ['status:401', 'answered 401 Unauthorized'],
  ['delay:1000', 'one second late'],
  ['delay:10000', 'ten seconds late'],
  ['drop', 'connection dropped'],
] as const;

const faults: Section = {
  id: 'faults-of',
  title: 'Faults of the network',
  lead: 'Happen to the next requests that match, as a gateway or a bad line would make them.',
  content: html`<form id="fault-form" class="row"><div class="short"><label for="fault-method">Method</label>
<select id="fault-method"><option value="">any</option><option>GET</option><option>POST</option></select></div>
<div><label for="fault-path">Path begins with</label>
<input type="text" id="fault-path" value="/ghp/fhir4/v1/" required pattern="/.*" autocomplete="off" spellcheck="false"></div>
<div><label for="fault-what">What happens</label><select id="fault-what">${WHATS.map(
    ([value, label]) => html`<option value="${value}">${label}</option>`,
  )}</select></div>
<div class="short"><label for="fault-times">Times</label>
<input type="number" id="fault-times" value="1" min="1" max="1000000" required></div>
<button type="submit" class="main">Order</button></form>
<h3>Waiting</h3><p class="soft" id="faults-none">None.</p><ul id="faults"></ul>`,
};

const defects: Section = {
  id: 'defects-of',
  title: 'Defects',
  lead: 'What is ticked, the sandbox does wrong: for everyone, or for one app and its codes, tokens and pages. A single request asks for one by the header Assay-Defects.',
  content: html`<div class="row"><div><label for="defect-scope">For</label><select id="defect-scope"><option value="">everyone</option></select></div>
<div><label for="sought">Find</label><input type="search" id="sought" autocomplete="off" spellcheck="false"></div></div>
<fieldset class="scroll buttons" tabindex="0"><legend id="defect-count">Defects</legend><div id="catalogue"></div></fieldset>
<div class="buttons"><button type="button" class="main" id="apply-defects">Apply</button>
<button type="button" id="clear-defects">All off</button><span class="soft" id="defects-chosen"></span></div>`,
};

const example = JSON.stringify(
  { resourceType: 'Practitioner', id: 'test-1', active: true, name: [{ family: 'Test', given: ['Terry'] }] },
  null,
  2,
);

const data: Section = {
  id: 'data',
  title: 'Data',
  lead: 'Resources laid over the generated ones, from now on by the clock. Each write is a new version. Member data names its patient.',
  content: html`<form id="data-form"><label for="resource">Resource</label>
<textarea id="resource" class="code" rows="8" spellcheck="false">${example}</textarea>
<div class="buttons"><button type="submit" class="main">Write</button>
<button type="button" id="data-delete">Delete the resource</button>
<button type="button" id="data-clear">Leave only the generated ones</button></div></form>
<h3>Written so far</h3><p class="soft" id="overlay-none">Nothing.</p>
<div class="table" id="overlay-table" tabindex="0" role="region" aria-label="Written versions" hidden><table><thead><tr>
<th scope="col">Resource</th><th scope="col">Version</th><th scope="col">From</th><th scope="col">What</th></tr></thead>
<tbody id="overlay"></tbody></table></div>`,
};

const notices: Section = {
  id: 'notices',
  title: 'Notice and mails',
  lead: 'A notice of planned downtime, and the mails that the portal would have sent.',
  content: html`<form id="banner-form" class="row"><div><label for="banner">Notice on every page</label>
<input type="text" id="banner" maxlength="500" autocomplete="off"></div>
<button type="submit" class="main">Show</button><button type="button" id="banner-off">Take away</button></form>
<h3>Mails</h3><p class="soft" id="mails-none">None.</p><div id="mails"></div>
<div class="buttons"><button type="button" id="mails-clear">Throw the mails away</button></div>`,
};

const STATUSES = ['200', '302', '303', '400', '401', '403', '404', '410', '429', '500', '503'] as const;

const journal: Section = {
  id: 'journal',
  title: 'Journal',
  lead: 'The last exchanges, newest first. Secrets and tokens are pseudonyms; equal ones stay equal.',
  content: html`<div class="row"><div><label for="journal-url">URL contains</label>
<input type="search" id="journal-url" autocomplete="off" spellcheck="false"></div>
<div class="short"><label for="journal-status">Status</label><select id="journal-status"><option value="">any</option>${STATUSES.map(
    (status) => html`<option>${status}</option>`,
  )}<option value="0">dropped</option></select></div>
<label class="choice inline"><input type="checkbox" id="journal-live" checked><span>Keep up to date</span></label></div>
<div class="table buttons" tabindex="0" role="region" aria-label="Exchanges"><table><thead><tr><th scope="col">Time</th>
<th scope="col">Request</th><th scope="col">Status</th><th scope="col">App</th><th scope="col">Cause</th>
<th scope="col" class="number">ms</th></tr></thead><tbody id="entries"></tbody></table></div>
<p class="soft" id="journal-none">No exchange yet.</p>
<div class="buttons"><a class="button" href="_sandbox/journal.har" download="assay-journal.har">Download as HAR</a>
<button type="button" id="journal-clear">Clear</button></div>`,
};

const everything: Section = {
  id: 'everything',
  title: 'Every operation',
  lead: 'What tests send, to try by hand.',
  content: html`<form id="console-form"><div class="grid2"><div><label for="operation">Operation</label>
<select id="operation"></select></div><div><label for="path">Path</label>
<input type="text" id="path" autocomplete="off" spellcheck="false"></div></div><p class="soft" id="summary"></p>
<div id="body-field"><label for="body">Body</label><textarea id="body" class="code" rows="6" spellcheck="false"></textarea></div>
<button type="submit" class="main">Send</button></form>
<div id="answer-field" class="buttons" hidden><pre tabindex="0" aria-label="Answer" role="region"><code id="answer"></code></pre></div>`,
};

export const sections: readonly Section[] = [
  clock,
  tokens,
  apps,
  faults,
  defects,
  data,
  notices,
  journal,
  everything,
];
