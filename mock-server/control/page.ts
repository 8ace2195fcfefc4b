import { html } from 'hono/html';
import type { Endpoint } from '../context.ts';
import { type Html, htmlPage, layout } from '../portal/layout.ts';
import type { Reply } from '../reply.ts';
import type { Control } from './control.ts';
import { controlScript } from './page-script.ts';
import { operations } from './table.ts';

const policy =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none'; " +
  "frame-ancestors 'none'; base-uri 'none'";

/** The control plane for people: what is set, the usual levers, and every operation with an example to send. */
export async function showControlPage({ publicUrl }: Endpoint, control: Control): Promise<Reply> {
  const catalogue = [...(await control.defects.catalogue()).values()];
  const page = layout(
    'Control plane',
    html`<h1>Control plane</h1>
<p>Steers this sandbox. Scripts do the same by JSON: <a href="${publicUrl}/_sandbox/openapi.json">OpenAPI document</a>.</p>
<p role="status" id="said"></p>
${clockSection(control)}
${defectSection(control, catalogue)}
${consoleSection()}
${journalSection(publicUrl)}
<script src="${publicUrl}/_sandbox/control.js" data-base="${publicUrl}/_sandbox" defer></script>`,
    'wide',
  );
  return htmlPage(200, page, { 'content-security-policy': policy });
}

export async function showControlScript(): Promise<Reply> {
  return {
    status: 200,
    headers: { 'content-type': 'text/javascript;charset=UTF-8', 'cache-control': 'no-store' },
    body: controlScript,
  };
}

function clockSection({ clock }: Control): Html {
  return html`<section aria-labelledby="clock"><h2 id="clock">Clock</h2>
<p>It is <strong><output id="now">${new Date(clock.now()).toISOString()}</output></strong>
<span id="frozen">${clock.frozen ? '(stands still)' : ''}</span></p>
<p class="buttons">
${[
  ['PT1H', '1 hour on'],
  ['P1D', '1 day on'],
  ['P30D', '30 days on'],
  ['-P30D', '30 days back'],
].map(
  ([by, label]) =>
    html`<button type="button" data-send="POST /clock/advance" data-body="${JSON.stringify({ by })}">${label}</button>`,
)}
<button type="button" data-send="PUT /clock" data-body="${JSON.stringify({ frozen: true })}">Stop</button>
<button type="button" data-send="PUT /clock" data-body="${JSON.stringify({ frozen: false })}">Run</button>
<button type="button" data-send="DELETE /clock">Now</button>
</p></section>`;
}

function defectSection(
  { defects }: Control,
  catalogue: readonly { readonly name: string; readonly summary: string; readonly clause: string }[],
): Html {
  const inForce = new Set(defects.forAll);
  return html`<section aria-labelledby="defects"><h2 id="defects">Defects</h2>
<p>What is ticked, the sandbox does wrong for everyone. A single request asks for a defect by the header
<code>Assay-Defects: name</code>.</p>
<p><label for="sought">Find</label><input type="text" id="sought" autocomplete="off"></p>
<fieldset class="scroll" id="catalogue"><legend>${catalogue.length} defects</legend>
${catalogue.map(
  ({
    name,
    summary,
    clause,
  }) => html`<label class="choice"><input type="checkbox" name="defect" value="${name}" ${inForce.has(name) ? 'checked' : ''}>
<span><code>${name}</code> ${summary}</span><small>${clause}</small></label>`,
)}
</fieldset>
<p class="buttons"><button type="button" class="main" id="apply-defects">Apply</button>
<button type="button" data-send="DELETE /defects" data-reload>All off</button></p></section>`;
}

function consoleSection(): Html {
  return html`<section aria-labelledby="send"><h2 id="send">Everything else</h2>
<p><label for="operation">Operation</label>
<select id="operation">${operations.map(
    ({ method, path, summary, example }) =>
      html`<option value="${method} ${path}" data-example="${example === undefined ? '' : JSON.stringify(example, null, 2)}">${method} ${path} – ${summary}</option>`,
  )}</select></p>
<p><label for="path">Path</label><input type="text" id="path" autocomplete="off"></p>
<p><label for="body">Body (JSON)</label><textarea id="body" rows="6"></textarea></p>
<p class="buttons"><button type="button" class="main" id="run">Send</button></p>
<pre tabindex="0" aria-label="Answer"><code id="answer"></code></pre></section>`;
}

function journalSection(publicUrl: string): Html {
  return html`<section aria-labelledby="journal"><h2 id="journal">Journal</h2>
<p>The last exchanges. <a href="${publicUrl}/_sandbox/journal.har">Download as HAR</a></p>
<div class="table"><table><thead><tr><th scope="col">Time</th><th scope="col">Request</th><th scope="col">Status</th>
<th scope="col">Client</th><th scope="col">ms</th></tr></thead><tbody id="entries"></tbody></table></div>
<p class="buttons"><button type="button" id="refresh">Refresh</button>
<button type="button" data-send="DELETE /journal">Clear</button></p></section>`;
}
