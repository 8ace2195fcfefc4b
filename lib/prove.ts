import { randomBytes } from 'node:crypto';
import { createPopulation } from '../generators/population.ts';
import type { Dialect } from '../mock-server/context.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import type { Population } from '../mock-server/population.ts';
import type { Check } from '../suites/runner/check.ts';
import { executeCheck } from '../suites/runner/execute-check.ts';
import type { CheckResult } from '../suites/runner/result.ts';
import { Session } from '../suites/runner/session.ts';
import { describeSandbox } from './embedded-target.ts';
import { createSandbox } from './sandbox.ts';

const dialects: readonly Dialect[] = ['documented', 'standard'];
const publicUrls = { documented: 'http://documented.sandbox.test', standard: 'http://standard.sandbox.test' };

/** What a sandbox with one defect, or with none, made of the checks in one dialect. */
type Outcomes = ReadonlyMap<string, CheckResult>;

export interface DefectProof {
  readonly defect: string;
  readonly summary: string;
  /** Checks that name the defect and found it, with the dialects in which they did. */
  readonly caughtBy: Readonly<Record<string, readonly Dialect[]>>;
  /** Checks that name the defect and missed it in both dialects. */
  readonly missedBy: readonly string[];
  /** Checks that failed without naming the defect, neither in `detects` nor in `companionOf`. */
  readonly falseAlarms: readonly string[];
}

export interface Proof {
  readonly defects: readonly DefectProof[];
  /** Checks that fail, or break, on the clean sandbox, as `dialect: id: reason`. */
  readonly unclean: readonly string[];
  /** Checks that no defect of the catalogue names. */
  readonly unproved: readonly string[];
  /** Defects that no check names, and names that are not in the catalogue. */
  readonly unnamed: readonly string[];
  readonly durationMs: number;
}

export interface ProveOptions {
  readonly checks: readonly Check[];
  /** The whole catalogue. */
  readonly defects: readonly Defect[];
  /** Names of the defects to prove; all without it. */
  readonly only?: readonly string[];
  readonly onDefect?: (proof: DefectProof) => void;
}

/**
 * Switches each defect on in a sandbox of its own and runs the checks against it, in process. A defect is caught by a
 * check that fails, or that turns from a pass into a deviation.
 */
export async function prove({ checks, defects, only, onDefect }: ProveOptions): Promise<Proof> {
  const started = performance.now();
  const population = createPopulation();
  const clean = new Map<Dialect, Outcomes>();
  for (const dialect of dialects) clean.set(dialect, await outcomes(dialect, [], checks, population));
  const proofs: DefectProof[] = [];
  for (const defect of defects) {
    if (only && !only.includes(defect.name)) continue;
    const proof = await proveOne(defect, checks, clean, population);
    proofs.push(proof);
    onDefect?.(proof);
  }
  const named = new Set(checks.flatMap((check) => check.detects));
  const known = new Set(defects.map(({ name }) => name));
  return {
    defects: proofs,
    unclean: [...clean].flatMap(([dialect, results]) => unclean(dialect, results)),
    unproved: checks.filter((check) => !check.detects.some((name) => known.has(name))).map(({ id }) => id),
    unnamed: [...known.difference(named), ...named.difference(known)],
    durationMs: performance.now() - started,
  };
}

async function proveOne(
  defect: Defect,
  checks: readonly Check[],
  clean: ReadonlyMap<Dialect, Outcomes>,
  population: Population,
): Promise<DefectProof> {
  const caughtBy: Record<string, Dialect[]> = {};
  const falseAlarms = new Set<string>();
  for (const dialect of dialects) {
    const results = await outcomes(dialect, [defect], checks, population);
    for (const check of checks) {
      if (!alarmed(results.get(check.id), clean.get(dialect)?.get(check.id))) continue;
      if (check.detects.includes(defect.name)) caughtBy[check.id] = [...(caughtBy[check.id] ?? []), dialect];
      else if (!check.companionOf?.includes(defect.name)) falseAlarms.add(`${dialect}: ${check.id}`);
    }
  }
  const namedBy = checks.filter((check) => check.detects.includes(defect.name)).map(({ id }) => id);
  return {
    defect: defect.name,
    summary: defect.summary,
    caughtBy,
    missedBy: namedBy.filter((id) => !(id in caughtBy)),
    falseAlarms: [...falseAlarms],
  };
}

function alarmed(result: CheckResult | undefined, clean: CheckResult | undefined): boolean {
  if (!result) return false;
  if (result.outcome === 'error') return true;
  if (result.outcome === 'fail') return clean?.outcome !== 'fail';
  return result.outcome === 'deviation' && clean?.outcome === 'pass';
}

async function outcomes(
  dialect: Dialect,
  defects: readonly Defect[],
  checks: readonly Check[],
  population: Population,
): Promise<Outcomes> {
  // The directory is open in one dialect, so that both a closed and an open one are seen.
  const directoryAuth = dialect === 'standard' ? 'public' : 'required';
  const plan = createSandbox({ publicUrls, defects, population, directoryAuth, control: true });
  const session = new Session({
    target: describeSandbox(plan, publicUrls[dialect], `sandbox, ${dialect}`),
    transport: plan.transport(dialect),
    randomBytes,
    now: () => performance.timeOrigin + performance.now(),
  });
  const results = new Map<string, CheckResult>();
  for (const check of checks) results.set(check.id, (await executeCheck(check, session)).result);
  await plan.close();
  return results;
}

function unclean(dialect: Dialect, results: Outcomes): string[] {
  return [...results.values()]
    .filter(({ outcome, severity }) => outcome === 'error' || outcome === 'skip' || severity === 'failure')
    .map(({ id, outcome, message, findings }) => {
      const first = findings.find((finding) => !finding.ok);
      const why =
        message ?? (first ? `${first.what}: expected ${first.expected}, received ${first.received}` : '');
      return `${dialect}: ${id}: ${outcome}: ${why}`;
    });
}
