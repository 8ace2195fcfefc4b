import { createHash } from 'node:crypto';
import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { Check } from '../../suites/runner/check.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { type CleanRun, inOrder } from './clean-run.ts';
import { isSignInChanged } from './sign-in.ts';
import { TracedSession } from './traced-session.ts';
import { openBench, type People, type Variant } from './variant.ts';

/** What one defect does to the checks in one dialect. */
export interface Trial {
  readonly defect: string;
  readonly dialect: Dialect;
  /** Ids of the checks that alarmed. */
  readonly alarmed: readonly string[];
  /** How many checks were run. */
  readonly ran: number;
}

/** A variant with its clean run. */
export interface Ground {
  readonly variant: Variant;
  readonly clean: CleanRun;
}

export interface TrialOptions {
  readonly checks: readonly Check[];
  readonly people: People;
  readonly ground: Ground;
  /** Run every check, not only those that have to do with the defect. */
  readonly full: boolean;
  /** The variation is harmless: a check that can no longer be exercised is an alarm too. */
  readonly harmless: boolean;
}

/**
 * Puts a defect in force in a sandbox of its own and runs the checks against it. An alarm is a check that fails, or that
 * turns from a pass into a deviation.
 */
export async function tryDefect(
  defect: Defect,
  { checks, people, ground: { variant, clean }, full, harmless }: TrialOptions,
): Promise<Trial> {
  const bench = openBench(variant, [defect], people);
  const session = new TracedSession(bench.session);
  const most = FAR_CHECKS[harmless ? 'tolerance' : 'defect'];
  const chosen = inOrder(full ? checks : await selected(defect, checks, clean, session, most));
  const alarmed: string[] = [];
  for (const check of chosen) {
    const { result } = await executeCheck(check, session);
    if (isAlarm(result, clean.results.get(check.id), harmless)) alarmed.push(check.id);
  }
  await bench.close();
  return { defect: defect.name, dialect: variant.dialect, alarmed, ran: chosen.length };
}

/** How many checks of other groups are run beside those that name a defect and their neighbours; nothing names a tolerance. */
const FAR_CHECKS = { defect: 24, tolerance: 96 } as const;

/**
 * The checks that name the defect; of those that meet what it changes, all of the same groups, and of the others some,
 * other ones for each defect.
 * @param most how many of the others
 */
async function selected(
  { name }: Defect,
  checks: readonly Check[],
  { touched, signIns, signInTouched, signInEnds }: CleanRun,
  session: TracedSession,
  most: number,
): Promise<readonly Check[]> {
  const changed = new Set<string>();
  for (const [key, defects] of signInTouched)
    if (defects.has(name) && (await isSignInChanged(key, signInEnds.get(key) ?? '', session)))
      changed.add(key);
  const named = checks.filter(({ detects }) => detects.includes(name));
  const groups = new Set(named.map(groupOf));
  const met = checks.filter(
    ({ id, detects }) =>
      !detects.includes(name) &&
      (touched.get(id)?.has(name) || [...(signIns.get(id) ?? [])].some((key) => changed.has(key))),
  );
  const near = met.filter((check) => groups.has(groupOf(check)));
  const far = met.filter((check) => !groups.has(groupOf(check)));
  const kept = new Set([...named, ...near, ...sampled(far, most, name)]);
  return checks.filter((check) => kept.has(check));
}

function groupOf({ id }: Check): string {
  return id.slice(0, id.lastIndexOf('.'));
}

/** Spread over the list, beginning at a place that the name decides, so that each run takes the same. */
function sampled(checks: readonly Check[], most: number, name: string): readonly Check[] {
  if (checks.length <= most) return checks;
  const step = checks.length / most;
  const first = createHash('sha256').update(name).digest().readUInt16BE() % Math.ceil(step);
  return Array.from(
    { length: most },
    (_, at) => checks[Math.floor(first + at * step) % checks.length],
  ).filter((check) => check !== undefined);
}

function isAlarm(result: CheckResult, clean: CheckResult | undefined, harmless: boolean): boolean {
  if (result.outcome === 'error') return true;
  if (result.outcome === 'fail') return clean?.outcome !== 'fail';
  if (harmless && result.outcome === 'skip') return clean?.outcome !== 'skip';
  return result.outcome === 'deviation' && clean?.outcome === 'pass';
}
