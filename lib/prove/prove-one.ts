import { createHash } from 'node:crypto';
import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { Population } from '../../mock-server/population.ts';
import type { Check } from '../../suites/runner/check.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { type CleanRun, inOrder } from './clean-run.ts';
import { isSignInChanged } from './sign-in.ts';
import { TracedSession } from './traced-session.ts';
import { openBench, type Variant } from './variant.ts';

export interface DefectProof {
  readonly defect: string;
  readonly summary: string;
  /** Checks that name the defect and found it, with the dialects in which they did. */
  readonly caughtBy: Readonly<Record<string, readonly Dialect[]>>;
  /** Checks that name the defect and missed it in both dialects. */
  readonly missedBy: readonly string[];
  /** Checks that failed without naming the defect, neither in `detects` nor in `companionOf`, as `dialect: id`. */
  readonly falseAlarms: readonly string[];
  /** How many checks were run, over both dialects. */
  readonly ran: number;
}

/** A variant with its clean run. */
export interface Ground {
  readonly variant: Variant;
  readonly clean: CleanRun;
}

export interface ProveOneOptions {
  readonly checks: readonly Check[];
  readonly population: Population;
  readonly grounds: readonly Ground[];
  /** Run every check, not only those that have to do with the defect. */
  readonly full: boolean;
  /** The variation is harmless: a check that can no longer be exercised is an alarm too. */
  readonly harmless: boolean;
}

/**
 * Puts a defect in force in a sandbox of its own, in each dialect, and runs the checks against it. A defect is caught
 * by a check that fails, or that turns from a pass into a deviation.
 */
export async function proveOne(
  defect: Defect,
  { checks, population, grounds, full, harmless }: ProveOneOptions,
): Promise<DefectProof> {
  const caughtBy: Record<string, Dialect[]> = {};
  const falseAlarms: string[] = [];
  let ran = 0;
  for (const { variant, clean } of grounds) {
    const { dialect } = variant;
    const bench = openBench(variant, [defect], population);
    const session = new TracedSession(bench.session);
    for (const check of inOrder(
      full
        ? checks
        : await selected(defect, checks, clean, session, FAR_CHECKS[harmless ? 'tolerance' : 'defect']),
    )) {
      const { result } = await executeCheck(check, session);
      ran += 1;
      if (!isAlarm(result, clean.results.get(check.id), harmless)) continue;
      if (check.detects.includes(defect.name)) caughtBy[check.id] = [...(caughtBy[check.id] ?? []), dialect];
      else if (!check.companionOf?.includes(defect.name)) falseAlarms.push(`${dialect}: ${check.id}`);
    }
    await bench.close();
  }
  const namedBy = checks.filter((check) => check.detects.includes(defect.name)).map(({ id }) => id);
  return {
    defect: defect.name,
    summary: defect.summary,
    caughtBy,
    missedBy: namedBy.filter((id) => !(id in caughtBy)),
    falseAlarms,
    ran,
  };
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
