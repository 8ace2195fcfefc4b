import { counted, groupDigits } from '../text.ts';
import { type Paint, painter, printable } from './terminal.ts';
import type {
  JudgedResource,
  Severity,
  SeverityCounts,
  ValidationFormat,
  ValidationFormatOptions,
  ValidationSummary,
} from './validation.ts';

/** How many findings of one rule at one element are shown: what can't be judged is said once. */
const SHOWN: Readonly<Record<Severity, number>> = { error: 5, warning: 5, information: 1 };
/** How many rules are counted apart; unknown properties may be as many as there are names. */
const COUNTED = 10_000;
/** How many rows a table of the summary has. */
const ROWS = 12;

const STYLES = { error: 'red', warning: 'yellow', information: 'blue' } as const;
const SHORT = { error: 'error', warning: 'warning', information: 'info' } as const;

interface Group {
  readonly label: string;
  readonly severity: Severity;
  count: number;
}

/** For people: findings below the resource they are in, the first few of each rule, then counts. */
export function createTextFormat({ color = false, all = false }: ValidationFormatOptions): ValidationFormat {
  const paint = painter(color);
  const groups = new Map<string, Group>();
  let beyond = 0;
  const isShown = ({ rule, severity }: JudgedResource['findings'][number]): boolean => {
    const key = rule.key === undefined ? '' : ` ${rule.key}`;
    const label = `${rule.kind}${key} at ${rule.element} (${shortened(rule.profile)})`;
    const group = groups.get(severity + label) ?? { label, severity, count: 0 };
    if (group.count === 0 && groups.size === COUNTED) {
      beyond++;
      return all;
    }
    groups.set(severity + label, group);
    return ++group.count <= SHOWN[severity] || all;
  };
  return {
    begin: () => '',
    resource(judged) {
      const shown = judged.findings.filter(isShown);
      if (shown.length === 0) return '';
      return `${[header(judged, paint), ...shown.map((finding) => row(finding, paint))].join('\n')}\n`;
    },
    end(summary) {
      const more = all ? [] : hiddenRows([...groups.values()], beyond, paint);
      const sections = [
        more.length === 0 ? [] : [paint('bold', 'Not shown (--all shows every finding)'), ...more],
        table(
          'By rule',
          summary.byRule.map((counts) => ({ name: counts.kind, counts })),
          paint,
        ),
        table(
          'By profile',
          summary.byProfile.map((counts) => ({ name: counts.profile, counts })),
          paint,
        ),
        summary.unjudged.map((line) => `${paint('magenta', 'not judged')}  ${printable(line)}`),
        total(summary, paint),
      ];
      const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
      return `${groups.size > 0 ? '\n' : ''}${text.join('\n\n')}\n`;
    },
  };
}

function hiddenRows(groups: readonly Group[], beyond: number, paint: Paint): string[] {
  const order: readonly Severity[] = ['error', 'warning', 'information'];
  const hidden = groups
    .filter(({ count, severity }) => count > SHOWN[severity])
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || b.count - a.count);
  const rows = hidden
    .slice(0, ROWS)
    .map(
      ({ count, severity, label }) =>
        `  ${paint(STYLES[severity], SHORT[severity].padEnd(7))} ${groupDigits(count - SHOWN[severity])} more: ${printable(label)}`,
    );
  const rest = hidden.slice(ROWS).reduce((sum, { count, severity }) => sum + count - SHOWN[severity], beyond);
  return rest > 0 ? [...rows, `  … and ${groupDigits(rest)} more of other rules`] : rows;
}

function shortened(canonical: string): string {
  return canonical.slice(canonical.lastIndexOf('/') + 1);
}

function header({ file, line, resource }: JudgedResource, paint: Paint): string {
  const place = printable(line === undefined ? file : `${file}:${line}`);
  return resource === undefined ? paint('bold', place) : `${paint('bold', place)}  ${printable(resource)}`;
}

function row(finding: JudgedResource['findings'][number], paint: Paint): string {
  const { severity, message, path, rule, line, column } = finding;
  const place = line === undefined ? '' : ` ${line}${column === undefined ? '' : `:${column}`}`;
  const text = message.startsWith(path) ? message : `${path}: ${message}`;
  const source = shortened(rule.profile);
  const key = rule.key === undefined ? '' : ` ${rule.key}`;
  return (
    `  ${paint(STYLES[severity], SHORT[severity].padEnd(7))}${paint('dim', place)} ${printable(text)} ` +
    paint('dim', `[${printable(`${rule.kind}${key}, ${source}`)}]`)
  );
}

function table(
  title: string,
  rows: readonly { readonly name: string; readonly counts: SeverityCounts }[],
  paint: Paint,
): string[] {
  if (rows.length === 0) return [];
  const lines = rows
    .slice(0, ROWS)
    .map(({ name, counts }) => `  ${severities(counts, paint)}  ${printable(name)}`);
  const rest = rows.length > ROWS ? [`  … and ${rows.length - ROWS} more`] : [];
  const heads = (['error', 'warning', 'information'] as const).map((one) => SHORT[one].padStart(9)).join('');
  return [`${paint('bold', title)}`, `  ${paint('dim', heads)}`, ...lines, ...rest];
}

function severities(counts: SeverityCounts, paint: Paint): string {
  const cell = (severity: Severity) => {
    const text = groupDigits(counts[severity]).padStart(9);
    return counts[severity] > 0 ? paint(STYLES[severity], text) : paint('dim', text);
  };
  return cell('error') + cell('warning') + cell('information');
}

function total({ files, resources, entries, findings, applied, seconds }: ValidationSummary, paint: Paint) {
  const inside = entries > 0 ? ` (and ${groupDigits(entries)} inside Bundles)` : '';
  // A handful says more about starting up than about the rate.
  const rate =
    resources + entries >= 100 && seconds > 0
      ? ` (${groupDigits(Math.round((resources + entries) / seconds))}/s)`
      : '';
  const found = [
    counted(findings.error, 'error'),
    counted(findings.warning, 'warning'),
    counted(findings.information, 'note'),
  ].join(', ');
  return [
    ...Object.entries(applied).map(
      ([profile, count]) => `${printable(profile)}: applied to ${counted(count, 'resource')}`,
    ),
    `${paint(findings.error > 0 ? 'red' : 'green', found)} in ${counted(resources, 'resource')}${inside} of ` +
      `${counted(files, 'file')}, ${seconds.toFixed(1)} s${rate}`,
  ];
}
