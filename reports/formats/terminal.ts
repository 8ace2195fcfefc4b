import type { CheckResult, RunResult, RunVerdict } from '../../suites/runner/result.ts';
import { countStandings, describeStanding, type Standing, standingOf } from '../standing.ts';
import { counted, describeFinding, formatDuration } from '../text.ts';

export interface TerminalOptions {
  /** ANSI colours; off for files and for `NO_COLOR`. */
  readonly color?: boolean;
}

export type Paint = (style: Style, text: string) => string;
type Style = keyof typeof codes;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35 } as const;

const styles: Readonly<Record<Standing, Style>> = {
  failure: 'red',
  error: 'magenta',
  review: 'magenta',
  warning: 'yellow',
  deviation: 'yellow',
  waived: 'blue',
  info: 'blue',
  skip: 'dim',
  omit: 'dim',
  pass: 'green',
};

const verdictStyles: Readonly<Record<RunVerdict, readonly [symbol: string, style: Style]>> = {
  conforms: ['✓', 'green'],
  'conforms with deviations': ['≈', 'yellow'],
  'does not conform': ['✗', 'red'],
  incomplete: ['?', 'magenta'],
};

/** How many findings of one check the summary prints. */
const FINDINGS_SHOWN = 3;

/**
 * The closing lines of a run: verdict, counts, what failed and why, deviations, limits.
 *
 * @param run a masked run
 * @returns lines that end with a line break; control characters in what a server sent are written out
 */
export function formatSummary(run: RunResult, { color = false }: TerminalOptions = {}): string {
  const paint = painter(color);
  const mustBeRead = (check: CheckResult) => ['failure', 'error', 'review'].includes(standingOf(check));
  const warned = (check: CheckResult) => standingOf(check) === 'warning';
  const sections = [
    section('To mend', run.checks.filter(mustBeRead), (check) => checkBlock(check, paint), paint),
    section('Warnings', run.checks.filter(warned), (check) => checkBlock(check, paint), paint),
    section('Deviations', run.deviations, (note) => deviationBlock(note, run, paint), paint),
    section('Limits of this run', run.limits, (limit) => [`  ${limit}`], paint),
    verdictBlock(run, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/**
 * One line for one check, for progress while a run goes on.
 *
 * @returns a line without line break, such as `✓ oauth.token.basic-ok  HTTP Basic is accepted  85 ms`
 */
export function formatCheckLine(check: CheckResult, { color = false }: TerminalOptions = {}): string {
  const paint = painter(color);
  const standing = standingOf(check);
  const reason = check.message === undefined ? '' : paint('dim', ` (${printable(check.message)})`);
  const time = check.durationMs === 0 ? '' : `  ${paint('dim', formatDuration(check.durationMs))}`;
  const deviations = check.deviations.length === 0 ? '' : ` ${paint('yellow', check.deviations.join(' '))}`;
  const title = `${printable(check.id)}  ${printable(check.title)}`;
  return `${mark(standing, paint)} ${title}${deviations}${reason}${time}`;
}

function verdictBlock(run: RunResult, paint: Paint): string[] {
  const [symbol, style] = verdictStyles[run.verdict];
  const parts = countStandings(run.checks).map(({ standing, count, counted: [one, many] }) =>
    paint(styles[standing], counted(count, one, many)),
  );
  const work = [
    counted(run.counts.requests, 'request'),
    counted(run.counts.resources, 'resource'),
    formatDuration(run.durationMs),
  ];
  const build = run.target.build === undefined ? '' : ` (${run.target.build})`;
  return [
    paint('bold', paint(style, `${symbol} ${printable(run.sentence)}`)),
    `  ${printable(`${run.target.name}${build}`)} ${paint('dim', `judged by ${printable(run.ruleset)}`)}`,
    `  ${counted(run.checks.length, 'check')}: ${parts.join(' · ')}`,
    `  ${paint('dim', work.join(' · '))}`,
  ];
}

function checkBlock(check: CheckResult, paint: Paint): string[] {
  const security = check.security ? paint('red', ' security') : '';
  const bad = check.findings.filter((finding) => !finding.ok);
  const shown = bad.slice(0, FINDINGS_SHOWN);
  const costs = new Set(shown.flatMap(({ cost }) => (cost === undefined ? [] : [printable(cost)])));
  return [
    `  ${mark(standingOf(check), paint)} ${paint('bold', printable(check.title))}`,
    `    ${paint('dim', `${printable(check.id)} · ${check.level}`)}${security}`,
    ...(check.message === undefined ? [] : [`    ${printable(check.message)}`]),
    ...shown.map((finding) => `    ${printable(describeFinding(finding))}`),
    ...(bad.length > shown.length ? [`    … and ${counted(bad.length - shown.length, 'more finding')}`] : []),
    ...[...costs].map((cost) => `    ${paint('yellow', 'cost')} ${cost}`),
    ...(bad.length > 0 ? [`    ${paint('green', 'fix')}  ${printable(check.fix)}`] : []),
  ];
}

function deviationBlock(note: RunResult['deviations'][number], run: RunResult, paint: Paint): string[] {
  const checks = run.checks.filter((check) => check.deviations.includes(note.id)).length;
  return [
    `  ${paint('yellow', note.id)} ${printable(note.documented)} ${paint('dim', `(${counted(checks, 'check')})`)}`,
    `    ${paint('dim', `departs from ${printable(note.clause)}`)}`,
    `    ${paint('yellow', 'cost')} ${printable(note.cost)}`,
  ];
}

function section<Item>(title: string, items: readonly Item[], lines: (item: Item) => string[], paint: Paint) {
  return items.length === 0 ? [] : [paint('bold', title), ...items.flatMap(lines)];
}

function mark(standing: Standing, paint: Paint): string {
  return paint(styles[standing], describeStanding(standing).symbol);
}

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}

/** What a server sent must not move the cursor or recolour the terminal: C0, DEL, C1 and bidi controls are escaped. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, (found) => {
    if (found === '\n') return '\\n';
    if (found === '\t') return '\\t';
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
