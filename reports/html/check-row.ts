import type { CheckResult, Exchange } from '../../suites/runner/result.ts';
import { describeStanding, standingOf } from '../standing.ts';
import { counted, formatDuration } from '../text.ts';
import { exchangeAnchor } from './evidence.ts';
import { findingTable } from './finding-table.ts';
import { link, type Markup, markup } from './markup.ts';

/** Exchanges listed in the document itself; the script lists all. A harvest of thousands must not repeat per check. */
const EXCHANGES_LISTED = 8;

/**
 * One check: a line that opens.
 *
 * @param exchanges the exchanges of the run by id
 */
export function checkRow(check: CheckResult, exchanges: ReadonlyMap<string, Exchange>): Markup {
  const standing = standingOf(check);
  const security = check.security ? markup`<span class="chip chip-security">security</span>` : undefined;
  const deviations = check.deviations.map((id) => markup`<span class="chip">${id}</span>`);
  const harmless =
    check.security && standing === 'deviation'
      ? markup`<span class="chip">nothing given, form only</span>`
      : undefined;
  return markup`<details class="check" id="${check.id}" data-standing="${standing}" data-suite="${check.suite}" data-level="${check.level}" data-security="${String(check.security)}">
<summary>${badge(standing)}<span class="name"><span class="title">${check.title}</span><code class="id">${check.id}</code></span><span class="chips">${harmless}${deviations}${security}<span class="chip chip-level">${check.level}</span></span></summary>
<div class="body">
${check.message === undefined ? undefined : markup`<p class="message message-${standing}">${check.message}</p>`}
${findingTable(check)}
<dl class="about">
<dt>Why it matters</dt><dd>${check.why}</dd>
${mend(check)}
${clauses(check)}
${requirements(check)}
<dt>Examined</dt><dd>${counted(check.examined, 'expectation')} in ${formatDuration(check.durationMs)} · <a class="permalink" href="#${encodeURIComponent(check.id)}">Link to this check</a></dd>
</dl>
${evidence(check, exchanges)}
</div></details>`;
}

/** The coloured word for an outcome; colour never speaks alone. */
export function badge(standing: ReturnType<typeof standingOf>): Markup {
  const { label, symbol } = describeStanding(standing);
  return markup`<span class="badge badge-${standing}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

function mend(check: CheckResult): Markup | undefined {
  if (check.findings.every((finding) => finding.ok)) return undefined;
  return markup`<dt>How to fix</dt><dd>${check.fix}</dd>`;
}

function clauses(check: CheckResult): Markup | undefined {
  if (check.clauses.length === 0) return undefined;
  return markup`<dt>Clauses</dt><dd>${check.clauses.map(({ text, url }) => markup`<span class="item">${link(url, text)}</span> `)}</dd>`;
}

function requirements(check: CheckResult): Markup | undefined {
  if (check.requirements.length === 0) return undefined;
  return markup`<dt>Requirements</dt><dd>${check.requirements.map((id) => markup`<code class="item">${id}</code> `)}</dd>`;
}

function evidence(check: CheckResult, exchanges: ReadonlyMap<string, Exchange>): Markup | undefined {
  const all = check.evidence.length;
  if (all === 0) return undefined;
  const telling = new Set(check.findings.filter(({ ok }) => !ok).flatMap((finding) => finding.evidence));
  const first = [...telling, ...check.evidence.filter((id) => !telling.has(id))].slice(0, EXCHANGES_LISTED);
  const listed = check.evidence.filter((id) => first.includes(id));
  const rest = all - listed.length;
  return markup`<section class="evidence" aria-label="Recorded exchanges"><h4>Recorded exchanges <span class="muted">${all}</span></h4>
<ol>${listed.map((id) => exchangeLine(check.id, id, exchanges.get(id)))}</ol>
${rest > 0 ? markup`<p class="muted">and ${counted(rest, 'more exchange')} in run.json</p>` : undefined}</section>`;
}

function exchangeLine(checkId: string, id: string, exchange: Exchange | undefined): Markup {
  if (exchange === undefined) return markup`<li><code>${id}</code> was not recorded</li>`;
  const status = exchange.response?.status ?? exchange.error ?? 'no response';
  return markup`<li id="${exchangeAnchor(checkId, id)}"><code>${id}</code> <b>${exchange.method}</b> <span class="url">${exchange.url}</span> → ${status}</li>`;
}
