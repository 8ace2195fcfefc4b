import { deviation, notExcused } from '../deviations.ts';
import { type Feature, rulesetsWith } from '../rulesets.ts';
import { type Check, lacking } from './check.ts';
import { CheckContext, DoesNotApply, NeedsPerson, NotExercised } from './context.ts';
import type { CheckResult, Finding, Level, Outcome, Severity } from './result.ts';
import type { Session } from './session.ts';
import type { Waiver } from './target.ts';
import { Unreachable } from './unreachable.ts';

const PASSING_FINDINGS_KEPT = 20;

/** A result before masking, with what the run's verdict needs. */
export interface CheckRun {
  readonly result: CheckResult;
  /** A configured login or client did not work. */
  readonly incomplete?: string;
}

/**
 * Runs one check against a session and judges it. The only executor: the runner, `prove` and replays call it. Never
 * throws; a broken check is an `error`, not a failure of the target.
 */
export async function executeCheck(check: Check, session: Session): Promise<CheckRun> {
  const started = session.now();
  const context = new CheckContext(session, check.id);
  let verdict: Verdict;
  try {
    assertWanted(check, session);
    await check.run(context);
    verdict = judge(check, context, session);
  } catch (error) {
    verdict = thrown(error, check, context, session);
  }
  for (const [what, undo] of await context.cleanup.run()) session.cleanup.add(what, undo);
  const [suite = '', group = ''] = check.id.split('.');
  const findings = verdict.outcome === 'error' ? [] : context.findings;
  return {
    ...(verdict.incomplete !== undefined && { incomplete: verdict.incomplete }),
    result: {
      id: check.id,
      suite,
      group,
      title: check.title,
      level: context.level ?? levelOf(check, session),
      security: check.security === true,
      requirements: check.requirements,
      clauses: check.clauses,
      why: check.why,
      fix: check.fix,
      outcome: verdict.outcome,
      ...(verdict.severity && { severity: verdict.severity }),
      ...(verdict.message !== undefined && { message: verdict.message }),
      deviations: [...new Set(findings.flatMap((finding) => finding.deviation ?? []))],
      examined: findings.length,
      findings: kept(findings.map(withoutExcuse)),
      evidence: [...context.evidence],
      durationMs: Math.round((session.now() - started) * 10) / 10,
    },
  };
}

/**
 * @throws DoesNotApply under a ruleset that does not ask for the check
 * @throws NotExercised when the target lacks what it needs, or it is not allowed
 */
function assertWanted({ under, intrusive, needs }: Check, session: Session): void {
  if (under !== undefined && !session.ruleset.features.has(under))
    throw new DoesNotApply(`asked for by the rulesets ${rulesetsWith(under).join(', ')} only`);
  const missing = needs.map((need) => lacking(need, session.target)).find((reason) => reason !== undefined);
  if (missing !== undefined) throw new NotExercised(missing);
  if (intrusive && !session.target.intrusive)
    throw new NotExercised(
      'it could lock an account or an address out: --intrusive, or "intrusive: true" in the target, allows it',
    );
}

/** The strictest level that the ruleset gives the check. */
function levelOf({ level, levelUnder = {} }: Check, { ruleset }: Session): Level {
  const features = Object.keys(levelUnder) as Feature[];
  const found = features.find((feature) => ruleset.features.has(feature));
  return (found && levelUnder[found]) ?? level;
}

interface Verdict {
  readonly outcome: Outcome;
  readonly severity?: Severity;
  readonly message?: string;
  readonly incomplete?: string;
}

function judge(check: Check, context: CheckContext, session: Session): Verdict {
  const { findings, notes } = context;
  for (const finding of findings) assertHonest(check, finding);
  const message = notes.length > 0 ? { message: notes.join(' ') } : {};
  if (findings.length === 0)
    return { outcome: 'skip', message: notes.join(' ') || 'there was nothing to examine' };
  const broken = findings.filter((finding) => !finding.ok);
  if (broken.length === 0) return { outcome: 'pass', ...message };
  const plain = broken.filter(
    (finding) => finding.deviation === undefined || notExcused.has(finding.deviation),
  );
  if (plain.length === 0) return { outcome: 'deviation', ...message };
  const waiver = session.target.waivers.find((entry) => entry.check === check.id);
  const secured = plain.some((finding) => finding.part === 'security');
  if (waiver && !secured && isCurrent(waiver, session.now()))
    return {
      outcome: 'waived',
      message: `Waived by ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`,
    };
  return {
    outcome: 'fail',
    severity: secured ? 'failure' : severityOf(context.level ?? levelOf(check, session)),
    ...message,
  };
}

/** A security finding that claims a deviation, or an unregistered one, is a fault of the check. */
function assertHonest(check: Check, finding: Finding): void {
  if (finding.part === 'security' && check.security !== true)
    throw new Error(`${check.id} has a security finding but is not a security check`);
  if (finding.deviation === undefined) return;
  deviation(finding.deviation);
  if (finding.part === 'security') throw new Error(`${check.id}: a security finding can't be a deviation`);
}

function severityOf(level: Level): Severity {
  return level === 'SHALL' ? 'failure' : level === 'SHOULD' ? 'warning' : 'info';
}

export function isCurrent({ expires }: Waiver, now: number): boolean {
  return new Date(now).toISOString().slice(0, 10) <= expires;
}

/** What was found before a check had to stop still counts when it is a failure. */
function thrown(error: unknown, check: Check, context: CheckContext, session: Session): Verdict {
  if (error instanceof DoesNotApply) return { outcome: 'omit', message: error.message };
  if (error instanceof NeedsPerson) return { outcome: 'review', message: error.message };
  if (error instanceof NotExercised) {
    const incomplete = error.incomplete ? { incomplete: error.message } : {};
    const found = context.findings.some((finding) => !finding.ok)
      ? judge(check, context, session)
      : undefined;
    if (found?.outcome === 'fail')
      return { ...found, ...incomplete, message: `Stopped early: ${error.message}` };
    return { outcome: 'skip', message: error.message, ...incomplete };
  }
  if (error instanceof Unreachable) return { outcome: 'error', message: error.message };
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { outcome: 'error', message: `the check itself failed: ${detail}` };
}

/** A departure that no documentation excuses is shown as what it is. */
function withoutExcuse(finding: Finding): Finding {
  if (finding.deviation === undefined || !notExcused.has(finding.deviation)) return finding;
  const { deviation: _, ...rest } = finding;
  return rest;
}

function kept(findings: readonly Finding[]): Finding[] {
  const broken = findings.filter((finding) => !finding.ok);
  return [
    ...broken.slice(0, 200),
    ...findings.filter((finding) => finding.ok).slice(0, PASSING_FINDINGS_KEPT),
  ];
}
