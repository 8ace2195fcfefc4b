import type { CheckResult, RunResult, RunVerdict } from '../../suites/runner/result.ts';
import { countStandings, describeStanding, standingOf } from '../standing.ts';
import { counted, describeFinding, formatDuration, formatInstant, groupDigits } from '../text.ts';
import { badge } from './check-row.ts';
import { type Markup, markup } from './markup.ts';

const verdicts: Readonly<Record<RunVerdict, readonly [className: string, symbol: string]>> = {
  conforms: ['pass', '✓'],
  'conforms with deviations': ['deviation', '≈'],
  'does not conform': ['failure', '✗'],
  incomplete: ['review', '?'],
};

/** Checks listed at the top; the rest is in the list of checks. */
const PRESSING_SHOWN = 20;

/** Verdict, what was judged by what, and the counts as one bar. */
export function header(run: RunResult): Markup {
  const [className, symbol] = verdicts[run.verdict];
  return markup`<header class="verdict verdict-${className}">
<p class="brand">Assay conformance report</p>
<div class="sentence"><span class="seal" aria-hidden="true">${symbol}</span><div><h1>${run.sentence}</h1><p class="target">${run.target.name}${run.target.build === undefined ? undefined : markup` <span class="muted">${run.target.build}</span>`}</p></div></div>
${bar(run.checks)}
</header>`;
}

/** The run's particulars, as they are filed. */
export function particulars(run: RunResult): Markup {
  const bases = Object.entries(run.target.bases).map(
    ([name, url]) => markup`<span class="item">${name} <code>${url}</code></span> `,
  );
  return markup`<section class="particulars" aria-label="Particulars of the run"><dl>
<div class="wide bases"><dt>Bases</dt><dd>${bases}</dd></div>
<div><dt>Ruleset</dt><dd>${run.ruleset}</dd></div>
<div><dt>Guides</dt><dd>${run.guides.map((guide) => markup`<span class="item">${guide}</span> `)}</dd></div>
<div><dt>Suites</dt><dd>${run.suites.join(', ')}</dd></div>
<div><dt>Date</dt><dd><time datetime="${run.startedAt}">${formatInstant(run.startedAt)}</time></dd></div>
<div><dt>Duration</dt><dd>${formatDuration(run.durationMs)}</dd></div>
<div><dt>Examined</dt><dd>${counted(run.counts.requests, 'request')}, ${counted(run.counts.resources, 'resource')}</dd></div>
<div><dt>Judged by</dt><dd>Assay ${run.assay.version}</dd></div>
<div class="wide"><dt>Evidence SHA-256</dt><dd><code class="hash">${run.evidenceSha256}</code></dd></div>
</dl></section>`;
}

/** What keeps the verdict from saying more. */
export function limits(run: RunResult): Markup | undefined {
  if (run.limits.length === 0) return undefined;
  return markup`<section class="limits"><h2>Limits of this verdict</h2><ul>${run.limits.map((limit) => markup`<li>${limit}</li>`)}</ul></section>`;
}

/** Failures, harness errors, open reviews and warnings, security first, each with the finding that tells it best. */
export function attention(run: RunResult): Markup | undefined {
  const pressing = (['failure', 'error', 'review', 'warning'] as const).flatMap((standing) => {
    const checks = run.checks.filter((check) => standingOf(check) === standing);
    return [...checks.filter(({ security }) => security), ...checks.filter(({ security }) => !security)];
  });
  if (pressing.length === 0) return undefined;
  const rest = pressing.length - PRESSING_SHOWN;
  const more = rest > 0 ? markup`<p class="muted">and ${counted(rest, 'more check')} below</p>` : undefined;
  return markup`<section class="attention"><h2>Needs attention <span class="muted">${pressing.length}</span></h2><ol>${pressing.slice(0, PRESSING_SHOWN).map(pressingItem)}</ol>${more}</section>`;
}

function pressingItem(check: CheckResult): Markup {
  const bad = check.findings.filter((finding) => !finding.ok && finding.deviation === undefined);
  const worst = bad.find((finding) => finding.part === 'security') ?? bad[0];
  const cost =
    worst?.cost === undefined ? undefined : markup`<p class="cost"><b>Cost to clients</b> ${worst.cost}</p>`;
  const told = worst === undefined ? check.message : describeFinding(worst);
  return markup`<li>${badge(standingOf(check))}<div><a class="title" href="#${encodeURIComponent(check.id)}">${check.title}</a>
<p>${told}</p>${cost}</div></li>`;
}

/** Departures that the target's documentation announces, and who pays for them. */
export function deviations(run: RunResult): Markup | undefined {
  if (run.deviations.length === 0) return undefined;
  const rows = run.deviations.map((note) => {
    const concerned = run.checks.filter((check) => check.deviations.includes(note.id));
    return markup`<tr><th scope="row" data-label="Deviation">${note.id}</th>
<td data-label="Documentation says">${note.documented}</td><td data-label="Departs from">${note.clause}</td><td data-label="Cost to clients">${note.cost}</td>
<td data-label="Checks">${concerned.map((check) => markup`<a class="item" href="#${encodeURIComponent(check.id)}">${breakable(check.id)}</a> `)}</td></tr>`;
  });
  return markup`<section class="deviations"><h2>Documented deviations <span class="muted">${run.deviations.length}</span></h2>
<p class="muted">The target answers as its documentation says, which is not what the standard says.</p>
<table><thead><tr><th scope="col">Id</th><th scope="col">The documentation says</th><th scope="col">Departs from</th><th scope="col">Cost to clients</th><th scope="col">Checks</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

/** An id that may wrap after its dots. */
function breakable(id: string): Markup[] {
  return id.split('.').map((part, index) => (index === 0 ? markup`${part}` : markup`.<wbr>${part}`));
}

/** The counts as one bar with its legend; the widths are proportions of the checks. */
export function bar(checks: RunResult['checks']): Markup {
  const parts = countStandings(checks);
  let from = 0;
  const segments = parts.map(({ standing, count }) => {
    const x = from;
    from += count;
    return markup`<rect class="fill-${standing}" x="${x}" y="0" width="${count}" height="1"/>`;
  });
  const legend = parts.map(
    ({ standing, count, counted: [one, many] }) =>
      markup`<li><span class="dot dot-${standing}" aria-hidden="true">${describeStanding(standing).symbol}</span> <b>${groupDigits(count)}</b> ${count === 1 ? one : many}</li>`,
  );
  return markup`<div class="counts"><svg class="bar" viewBox="0 0 ${Math.max(1, checks.length)} 1" preserveAspectRatio="none" aria-hidden="true">${segments}</svg>
<ul class="legend"><li><b>${groupDigits(checks.length)}</b> ${checks.length === 1 ? 'check' : 'checks'}</li>${legend}</ul></div>`;
}
