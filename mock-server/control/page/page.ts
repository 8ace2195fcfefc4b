import { html } from 'hono/html';
import type { Endpoint } from '../../context.ts';
import { type Html, htmlPage, layout, styleSource } from '../../portal/layout.ts';
import type { Reply } from '../../reply.ts';
import { problem } from '../problem.ts';
import { mainModule, readModule, readStyle } from './assets.ts';
import { sections } from './sections.ts';

const POLICY = [
  "default-src 'none'",
  `style-src 'self' ${styleSource}`,
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The control plane for people. It is filled, and drives the sandbox, by the JSON interface alone. */
export function showControlPage({ publicUrl }: Endpoint): Reply {
  const links: readonly Html[] = sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  );
  const page = layout(
    'Control plane',
    html`<link rel="stylesheet" href="${publicUrl}/_sandbox/app/control.css">
<div class="head"><div><h1>Control plane</h1>
<p class="lead">Steers this sandbox: time, data, tokens, faults. Tests do the same by
<a href="${publicUrl}/_sandbox/openapi.json">JSON</a>.</p>
<p class="soft"><span id="started">…</span> <span id="state" class="badge">…</span> <span id="problem"></span></p></div>
<div class="buttons"><button type="button" id="reset-state">Forget state</button>
<button type="button" class="danger" id="reset-all">Reset everything</button></div></div>
<noscript><p role="alert">This page needs JavaScript. The JSON interface does not:
<a href="${publicUrl}/_sandbox/openapi.json">OpenAPI document</a>.</p></noscript>
<div class="told"><p id="done" class="said" role="status"></p><p id="wrong" class="said" role="alert" hidden></p></div>
<div class="plane"><nav aria-label="Levers"><ul>${links}</ul></nav>
<div>${sections.map(
      ({ id, title, lead, content }) => html`<section class="card" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2><p>${lead}</p>${content}</section>`,
    )}</div></div>
<script type="module" src="${publicUrl}/_sandbox/app/${mainModule}"></script>`,
    { width: 'open', home: `${publicUrl}/` },
  );
  return htmlPage(200, page, { 'content-security-policy': POLICY });
}

/** A file of the page, by its name. */
export function showControlFile(file: string): Reply {
  const isStyle = file === 'control.css';
  const body = isStyle ? readStyle() : readModule(file);
  if (body === undefined) return problem(404, `The control page has no file "${file}".`);
  const type = isStyle ? 'text/css' : 'text/javascript';
  return {
    status: 200,
    headers: {
      'content-type': `${type};charset=UTF-8`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
