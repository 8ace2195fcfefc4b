import type { Suite } from './check.ts';
import { isCurrent } from './execute-check.ts';
import type { CheckResult, RunVerdict } from './result.ts';
import type { Target } from './target.ts';

export interface VerdictOptions {
  /** A deviation fails the gate. */
  readonly strict: boolean;
  /** A skip fails the gate. */
  readonly noSkips: boolean;
}

export interface Judged {
  readonly verdict: RunVerdict;
  readonly sentence: string;
  readonly limits: readonly string[];
  /** 0 conforms, 1 does not conform, 2 could not be judged. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * The verdict of a run and the exit code that gates on it.
 * @param incomplete reasons for which configured logins or clients did not work
 * @param partial true when checks were selected by id: a suite's core is then not asked for
 */
export function judgeRun(
  checks: readonly CheckResult[],
  suites: readonly Suite[],
  target: Target,
  incomplete: readonly string[],
  { strict, noSkips }: VerdictOptions,
  { partial, now }: { readonly partial: boolean; readonly now: number },
): Judged {
  const broken = checks.filter((check) => check.outcome === 'error');
  const reasons = [
    ...new Set(incomplete),
    ...(partial ? [] : unexercisedCore(checks, suites)),
    ...broken.map((check) => `${check.id} could not be judged: ${check.message ?? 'the check failed'}`),
    ...(checks.some((check) => check.examined > 0) ? [] : ['no check examined anything']),
  ];
  const waivers = target.waivers.filter((waiver) => !isCurrent(waiver, now));
  const stale = target.waivers.filter((waiver) =>
    checks.some(
      (check) => check.id === waiver.check && (check.outcome === 'pass' || check.outcome === 'deviation'),
    ),
  );
  const failures = checks.filter((check) => check.severity === 'failure').length;
  const deviations = new Set(
    checks.filter(({ outcome }) => outcome === 'deviation').flatMap((check) => check.deviations),
  ).size;
  const gates = [
    ...(failures > 0 ? [`${count(failures, 'check')} failed`] : []),
    ...waivers.map((waiver) => `the waiver of ${waiver.check} expired on ${waiver.expires}`),
    ...stale.map((waiver) => `the waiver of ${waiver.check} is stale: the check no longer fails`),
    ...(strict && deviations > 0 ? [`${count(deviations, 'deviation')} with --strict`] : []),
    ...(noSkips && checks.some((check) => check.outcome === 'skip')
      ? ['skipped checks with --no-skips']
      : []),
  ];
  const untested =
    target.members.length === 1 && target.patientAccess ? ['isolation not tested: no second member'] : [];
  const limits = [...reasons, ...untested];
  const but = untested.length > 0 ? '; isolation not tested' : '';
  if (reasons.length > 0) {
    const also = gates.length > 0 ? ` Of what was examined: ${gates.join('; ')}.` : '';
    return { verdict: 'incomplete', sentence: `Incomplete: ${reasons[0]}.${also}`, limits, exitCode: 2 };
  }
  if (gates.length > 0)
    return {
      verdict: 'does not conform',
      sentence: `Does not conform: ${gates.join('; ')}${but}.`,
      limits,
      exitCode: 1,
    };
  return deviations > 0
    ? {
        verdict: 'conforms with deviations',
        sentence: `Conforms with ${count(deviations, 'documented deviation')}${but}.`,
        limits,
        exitCode: 0,
      }
    : { verdict: 'conforms', sentence: `Conforms${but}.`, limits, exitCode: 0 };
}

function unexercisedCore(checks: readonly CheckResult[], suites: readonly Suite[]): string[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  return suites.flatMap((suite) =>
    suite.core.flatMap((id) => {
      const check = byId.get(id);
      return check?.outcome === 'skip'
        ? [`the core of suite ${suite.name} was not exercised: ${id}: ${check.message ?? 'skipped'}`]
        : [];
    }),
  );
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
