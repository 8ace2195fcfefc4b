import type { CheckResult, Finding } from '../../suites/runner/result.ts';
import { counted } from '../text.ts';
import { exchangeAnchor } from './evidence.ts';
import { type Markup, markup } from './markup.ts';

/** More findings of one check than this are left to `run.json`. */
const FINDINGS_SHOWN = 100;

/** Links from one finding to its exchanges. */
const LINKS_SHOWN = 4;

/** What a check held against what it saw: what went wrong first. */
export function findingTable(check: CheckResult): Markup {
  const ordered = [...check.findings.filter(({ ok }) => !ok), ...check.findings.filter(({ ok }) => ok)];
  const shown = ordered.slice(0, FINDINGS_SHOWN);
  const hidden = ordered.length - shown.length;
  if (shown.length === 0) return markup``;
  return markup`<table class="findings">
<thead><tr><th scope="col">Result</th><th scope="col">What</th><th scope="col">Expected</th><th scope="col">Received</th></tr></thead>
<tbody>${shown.map((finding, index) => findingRow(check, finding, shown[index - 1]))}</tbody></table>${
    hidden > 0 ? markup`<p class="muted">${counted(hidden, 'more finding')} in run.json.</p>` : undefined
  }`;
}

function findingRow(check: CheckResult, finding: Finding, before: Finding | undefined): Markup {
  const where = finding.where === undefined ? undefined : markup`<code class="where">${finding.where}</code>`;
  const cost =
    finding.cost === undefined || finding.ok || finding.cost === before?.cost
      ? undefined
      : markup`<p class="cost"><b>Cost to clients</b> ${finding.cost}</p>`;
  return markup`<tr>
<td data-label="Result">${result(finding, check)}</td>
<td data-label="What">${finding.what}${where}${evidenceLinks(check, finding)}${cost}</td>
<td data-label="Expected"><span class="value">${finding.expected}</span></td>
<td data-label="Received"><span class="value">${finding.received}</span></td>
</tr>`;
}

function result(finding: Finding, check: CheckResult): Markup {
  if (finding.ok) return markup`<span class="mark mark-pass">as expected</span>`;
  if (finding.deviation !== undefined) {
    return markup`<span class="mark mark-deviation">${finding.deviation}</span>`;
  }
  const standing = check.severity ?? (check.outcome === 'waived' ? 'waived' : 'failure');
  const text = finding.part === 'security' ? 'security' : 'differs';
  return markup`<span class="mark mark-${standing}">${text}</span>`;
}

function evidenceLinks(check: CheckResult, finding: Finding): Markup | undefined {
  if (finding.evidence.length === 0) return undefined;
  const links = finding.evidence.slice(0, LINKS_SHOWN).map((id) => {
    const anchor = encodeURIComponent(exchangeAnchor(check.id, id));
    return markup` <a href="#${anchor}">${id}</a>`;
  });
  const rest = finding.evidence.length - links.length;
  const more = rest > 0 ? markup` and ${rest} more` : undefined;
  return markup`<span class="seen-in">seen in${links}${more}</span>`;
}
