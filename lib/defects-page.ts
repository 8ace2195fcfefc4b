import type { Defect } from '../mock-server/control/defect.ts';
import type { Check } from '../suites/runner/check.ts';

/** What `docs/defects.md` is made from. */
export interface DefectsPage {
  readonly defects: readonly Defect[];
  readonly tolerances: readonly Defect[];
  readonly checks: readonly Check[];
}

/** The catalogue of defects and tolerances as Markdown. */
export function formatDefectsPage({ defects, tolerances, checks }: DefectsPage): string {
  const areas = Map.groupBy(defects, ({ name }) => name.split('.')[0] ?? '');
  return `# Defects and tolerances

<!-- Written by \`npm run docs:defects\`; a test holds it against the code. -->

The sandbox can be given any of these faults: \`assay sandbox --defect NAME\`, \`assay check --defect NAME\`, the control
plane (\`PUT /_sandbox/defects\`), or the request header \`Assay-Defects: NAME\`. \`assay prove\` switches each on in turn and
looks whether the checks that name it find it, and whether any other raises an alarm.

${defects.length} defects, ${defects.filter(({ report }) => report !== undefined).length} of them with a public report of a deployment that had the fault.
${[...areas].map(([area, ofArea]) => section(area, ofArea, checks)).join('')}
## Tolerances

Differences that are no faults. \`assay prove --tolerances\` serves each, and no check may alarm.

| tolerance | what is different | allowed by |
| --- | --- | --- |
${tolerances.map(({ name, summary, clause }) => `| \`${name}\` | ${cell(summary)} | ${cell(clause)} |\n`).join('')}`;
}

function section(area: string, defects: readonly Defect[], checks: readonly Check[]): string {
  const rows = defects.map(({ name, summary, clause, report }) => {
    const caughtBy = checks.filter(({ detects }) => detects.includes(name)).map(({ id }) => `\`${id}\``);
    const known = report === undefined ? '' : ` ([report](${report}))`;
    return `| \`${name}\` | ${cell(summary)}${known} | ${cell(clause)} | ${shown(caughtBy)} |\n`;
  });
  return `
## ${area}

| defect | what is wrong | clause | found by |
| --- | --- | --- | --- |
${rows.join('')}`;
}

const MOST = 4;

function shown(ids: readonly string[]): string {
  const more = ids.length - MOST;
  return more > 0 ? `${ids.slice(0, MOST).join(', ')} and ${more} more` : ids.join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
