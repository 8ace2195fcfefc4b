import type { ProfileCoverage, RunResult } from '../../suites/runner/result.ts';
import { counted } from '../text.ts';
import { type Markup, markup } from './markup.ts';

/** Must-support coverage: which elements of each profile the data shows, and which it never does. */
export function coverage(run: RunResult): Markup | undefined {
  if (run.coverage.length === 0) return undefined;
  const seen = run.coverage.reduce((sum, one) => sum + seenOf(one).length, 0);
  const all = run.coverage.reduce((sum, one) => sum + one.elements.length, 0);
  return markup`<section class="coverage"><h2>Must-support coverage <span class="muted">${seen} of ${counted(all, 'element')}</span></h2>
<p class="muted">Elements that the guides require a plan to be able to show. What was never seen is not wrong; it is not proved.</p>
${run.coverage.map(profile)}</section>`;
}

function seenOf({ elements }: ProfileCoverage): ProfileCoverage['elements'] {
  return elements.filter(({ count }) => count > 0);
}

function profile(one: ProfileCoverage): Markup {
  const rows = [...one.elements]
    .sort((a, b) => Number(a.count > 0) - Number(b.count > 0))
    .map(
      ({ id, count, example }) =>
        markup`<tr><th scope="row" data-label="Element"><code>${id}</code></th><td data-label="Seen in">${count === 0 ? 'never seen' : `${count} of ${one.resources}`}</td><td data-label="Example">${example === undefined ? undefined : markup`<code>${example}</code>`}</td></tr>`,
    );
  return markup`<details><summary><b>${one.name}</b> ${seenOf(one).length} of ${counted(one.elements.length, 'element')} seen in ${counted(one.resources, 'resource')}</summary>
<p class="muted"><code>${one.profile}</code></p>
<table><thead><tr><th scope="col">Element</th><th scope="col">Seen in</th><th scope="col">Example</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}
