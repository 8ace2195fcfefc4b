import { createHash } from 'node:crypto';
import type { CheckResult, Exchange, RunResult } from '../../suites/runner/result.ts';
import { loadAssets } from '../html/assets.ts';
import { checkRow } from '../html/check-row.ts';
import { coverage } from '../html/coverage.ts';
import { encodeEvidence } from '../html/encode-evidence.ts';
import { filterBar } from '../html/filter-bar.ts';
import { type Markup, markup, trusted } from '../html/markup.ts';
import { attention, bar, deviations, header, limits, particulars } from '../html/overview.ts';

/**
 * The run as one self-contained page: it opens from disk, asks for nothing over the network, and reads without
 * JavaScript; the script adds filters and the recorded messages.
 *
 * The page's content security policy admits this style-sheet and this script by their hashes and nothing else, so
 * that what a server under test sent stays text even if an escape were missing.
 *
 * @param run a masked run
 * @throws Error when the report's own style-sheet or script cannot be read
 */
export function formatHtml(run: RunResult): string {
  const { style, script } = loadAssets();
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const exchanges = new Map(run.exchanges.map((exchange) => [exchange.id, exchange]));
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Assay ${run.assay.version}">
<link rel="icon" href="data:,">
<title>${run.target.name}: ${run.verdict} – Assay</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip-link" href="#assay-checks">Skip to the checks</a>
${header(run)}
<main>
${limits(run)}
${particulars(run)}
${attention(run)}
${deviations(run)}
<section class="checks" id="assay-checks" tabindex="-1"><h2>Checks <span class="muted">${run.checks.length}</span></h2>
<noscript><p class="muted">Filters, headers and bodies need JavaScript; all of it is in run.json too.</p></noscript>
${filterBar(run)}
${[...Map.groupBy(run.checks, (check) => check.suite)].map(([suite, checks]) => suiteSection(suite, checks, exchanges))}
<p class="nothing" id="assay-nothing" hidden>No check matches these filters.</p>
</section>
${coverage(run)}
</main>
<footer><p>Secrets in this report are replaced by pseudonyms such as <code>access-token#2</code>; the same pseudonym stands for the same value throughout the run.</p></footer>
<script type="text/plain" id="assay-evidence">${trusted(encodeEvidence(run))}</script>
<script>${trusted(script)}</script>
</body>
</html>
`;
  return page.toString();
}

function suiteSection(
  suite: string,
  checks: readonly CheckResult[],
  exchanges: ReadonlyMap<string, Exchange>,
): Markup {
  const groups = [...Map.groupBy(checks, (check) => check.group)];
  return markup`<section class="suite"><div class="suite-head"><h3>${suite}</h3>${bar(checks)}</div>
${groups.map(
  ([group, members]) =>
    markup`<div class="group"><h4>${group} <span class="muted">${members.length}</span></h4><div class="rows">${members.map((check) => checkRow(check, exchanges))}</div></div>`,
)}</section>`;
}

function hash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
