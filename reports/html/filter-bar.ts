import type { RunResult } from '../../suites/runner/result.ts';
import { countStandings, describeStanding } from '../standing.ts';
import { type Markup, markup } from './markup.ts';

/** The filters above the checks; hidden until the script that serves them runs. */
export function filterBar(run: RunResult): Markup {
  const outcomes = countStandings(run.checks).map(
    ({ standing, label, count }) =>
      markup`<button type="button" class="toggle" aria-pressed="false" data-filter-standing="${standing}"><span class="dot dot-${standing}" aria-hidden="true">${describeStanding(standing).symbol}</span>${label} <span class="muted">${count}</span></button>`,
  );
  const suites = [...new Set(run.checks.map((check) => check.suite))];
  const levels = [...new Set(run.checks.map((check) => check.level))];
  return markup`<form class="filters" id="assay-filters" role="search" aria-label="Filter checks" hidden>
<div class="toggles" role="group" aria-label="Outcome">${outcomes}</div>
<div class="fields">
<label class="grow"><span class="sr-only">Search checks</span><input type="search" name="text" placeholder="Search title, id, finding, clause…  ( / )" autocomplete="off" spellcheck="false"></label>
<label><span class="sr-only">Suite</span><select name="suite"><option value="">All suites</option>${suites.map((suite) => markup`<option value="${suite}">${suite}</option>`)}</select></label>
<label><span class="sr-only">Level</span><select name="level"><option value="">All levels</option>${levels.map((level) => markup`<option value="${level}">${level}</option>`)}</select></label>
<label class="tick"><input type="checkbox" name="security"> Security only</label>
<button type="button" name="expand">Expand all</button>
<button type="reset">Clear</button>
</div>
<p class="shown" role="status" aria-live="polite"></p>
</form>`;
}
