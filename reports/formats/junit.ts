import type { CheckResult, RunResult } from '../../suites/runner/result.ts';
import { describeStanding, standingOf } from '../standing.ts';
import { describeFinding } from '../text.ts';
import { xmlAttribute, xmlContent } from './xml-text.ts';

/**
 * JUnit XML as CI systems read it: a `testsuite` per suite, a `testcase` per check.
 *
 * Only failures of SHALL checks are `failure`. Warnings, notes, deviations and waived failures pass, and stand in
 * `system-out`; a check that was skipped, omitted or waits for a person is `skipped` with its reason. The format has
 * no word for a run that could not be judged, so an incomplete run gains a suite `run` with one case in `error`.
 *
 * @param run a masked run
 */
export function formatJunit(run: RunResult): string {
  const suites = groupBySuite(run);
  const cases = [...suites.values()].flat();
  const incomplete = run.verdict === 'incomplete';
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `Assay: ${run.target.name}`, ...totals(cases, run.durationMs, incomplete ? 1 : 0) })}>`,
    ...(incomplete ? incompleteSuite(run) : []),
    ...[...suites].flatMap(([name, checks]) => suite(run, name, checks)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function groupBySuite(run: RunResult): ReadonlyMap<string, readonly CheckResult[]> {
  return Map.groupBy(run.checks, (check) => check.suite);
}

function suite(run: RunResult, name: string, checks: readonly CheckResult[]): string[] {
  const durationMs = checks.reduce((sum, check) => sum + check.durationMs, 0);
  return [
    `  <testsuite${attributes({ name, timestamp: run.startedAt, ...totals(checks, durationMs, 0) })}>`,
    ...properties(run),
    ...checks.flatMap(testcase),
    '  </testsuite>',
  ];
}

function properties(run: RunResult): string[] {
  const values: Record<string, string> = {
    'assay.version': run.assay.version,
    'assay.verdict': run.verdict,
    'assay.ruleset': run.ruleset,
    'assay.evidence-sha256': run.evidenceSha256,
    target: run.target.name,
    ...(run.target.build === undefined ? {} : { 'target.build': run.target.build }),
  };
  return [
    '    <properties>',
    ...Object.entries(values).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
  ];
}

function testcase(check: CheckResult): string[] {
  const head = attributes({
    classname: `${check.suite}.${check.group}`,
    name: `${check.title} (${check.id})`,
    time: seconds(check.durationMs),
  });
  const body = [...verdictElement(check), ...systemOut(check)];
  if (body.length === 0) return [`    <testcase${head}/>`];
  return [`    <testcase${head}>`, ...body.map((line) => `      ${line}`), '    </testcase>'];
}

function verdictElement(check: CheckResult): string[] {
  const reason = check.message ?? 'no reason was given';
  switch (standingOf(check)) {
    case 'failure': {
      const seen = check.findings.filter((finding) => !finding.ok && finding.deviation === undefined);
      const first = seen[0];
      const message = first === undefined ? reason : describeFinding(first);
      const type = check.security ? `${check.level} security` : check.level;
      return [`<failure${attributes({ message, type })}>${xmlContent(explain(check))}</failure>`];
    }
    case 'error':
      return [`<error${attributes({ message: reason, type: 'harness' })}/>`];
    case 'skip':
      return [`<skipped${attributes({ message: reason })}/>`];
    case 'omit':
      return [`<skipped${attributes({ message: `does not apply: ${reason}` })}/>`];
    case 'review':
      return [`<skipped${attributes({ message: `a person must look: ${reason}` })}/>`];
    default:
      return [];
  }
}

/** What passes the gate but should be read: findings, with what they cost. */
function systemOut(check: CheckResult): string[] {
  const standing = standingOf(check);
  if (standing === 'failure' || standing === 'error' || standing === 'skip' || standing === 'omit') return [];
  const text = explain(check);
  if (text === '' || standing === 'review') return [];
  return [`<system-out>${xmlContent(`${describeStanding(standing).label}\n${text}`)}</system-out>`];
}

function explain(check: CheckResult): string {
  const bad = check.findings.filter((finding) => !finding.ok);
  const lines = bad.flatMap((finding) => [
    `${finding.deviation === undefined ? '' : `${finding.deviation} `}${describeFinding(finding)}`,
    ...(finding.cost === undefined ? [] : [`  cost: ${finding.cost}`]),
  ]);
  if (check.message !== undefined) lines.unshift(check.message);
  if (bad.length === 0) return lines.join('\n');
  lines.push(...check.clauses.map((clause) => `clause: ${clause.text} ${clause.url}`), `fix: ${check.fix}`);
  return lines.join('\n');
}

function incompleteSuite(run: RunResult): string[] {
  const message = [run.sentence, ...run.limits].join('\n');
  const counts = totals([], 0, 1);
  return [
    `  <testsuite${attributes({ name: 'run', timestamp: run.startedAt, ...counts })}>`,
    `    <testcase${attributes({ classname: 'run', name: 'The run could be judged', time: '0.000' })}>`,
    `      <error${attributes({ message, type: 'incomplete' })}/>`,
    '    </testcase>',
    '  </testsuite>',
  ];
}

/** @param incomplete how many cases of the suite `run` are counted on top of `checks` */
function totals(checks: readonly CheckResult[], durationMs: number, incomplete: number) {
  const all = checks.map(standingOf);
  const count = (...wanted: string[]) => all.filter((standing) => wanted.includes(standing)).length;
  return {
    tests: String(checks.length + incomplete),
    failures: String(count('failure')),
    errors: String(count('error') + incomplete),
    skipped: String(count('skip', 'omit', 'review')),
    time: seconds(durationMs),
  };
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlAttribute(value)}"`)
    .join('');
}
