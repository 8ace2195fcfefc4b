import { availableParallelism } from 'node:os';
import type { Dialect } from '../mock-server/context.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import type { Check } from '../suites/runner/check.ts';
import type { CleanRun } from './prove/clean-run.ts';
import { type DefectProof, proofOf } from './prove/defect-proof.ts';
import { createLane } from './prove/lane.ts';
import { runLanes } from './prove/run-lanes.ts';
import { createThreadLane } from './prove/thread-lane.ts';
import { variants } from './prove/variant.ts';

export type { DefectProof } from './prove/defect-proof.ts';

/** By dialect and outcome, the checks that do not simply pass on a clean sandbox. */
export type CleanOutcomes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface Proof {
  readonly defects: readonly DefectProof[];
  /** Harmless variations; none may raise an alarm. */
  readonly tolerances: readonly DefectProof[];
  readonly clean: CleanOutcomes;
  /** Checks that fail, break or can't be exercised on the clean sandbox, as `dialect: id: reason`. */
  readonly unclean: readonly string[];
  /** Checks that no defect of the catalogue names, nor a test of their own proves. */
  readonly unproved: readonly string[];
  /** Defects that no check names, and names that are not in the catalogue. */
  readonly unnamed: readonly string[];
  readonly durationMs: number;
}

export interface ProveOptions {
  readonly checks: readonly Check[];
  /** The whole catalogue. */
  readonly defects: readonly Defect[];
  readonly tolerances?: readonly Defect[];
  /** Names of the defects and tolerances to prove; all without it. */
  readonly only?: readonly string[];
  /** Run every check against every defect. */
  readonly full?: boolean;
  /**
   * Threads that share the work. They know the suites and catalogues of this package alone: what is handed in above must
   * be of those. 0 does all in this thread.
   */
  readonly threads?: number;
  readonly onProof?: (proof: DefectProof, harmless: boolean) => void;
}

/** As many threads as the machine has processors, up to four: each makes a population of its own. */
export const usualThreads = Math.min(4, availableParallelism());

/**
 * Switches each defect on in a sandbox of its own, one per dialect, and runs checks against it, in process: those that
 * name it, and of those whose requests to a clean sandbox meet a step, a port or a reply that it changes, the neighbours
 * and a sample.
 */
export async function prove({
  checks,
  defects,
  tolerances = [],
  only,
  full = false,
  threads = 0,
  onProof,
}: ProveOptions): Promise<Proof> {
  const started = performance.now();
  const wanted = ({ name }: Defect) => !only || only.includes(name);
  const work = { checks, defects: defects.filter(wanted), tolerances: tolerances.filter(wanted), full };
  const jobs = [...work.defects, ...work.tolerances];
  const isShared = threads > 1 && jobs.length > threads;
  const others = Array.from({ length: isShared ? threads - 1 : 0 }, () => createThreadLane(work));
  const proofs = new Map<string, DefectProof>();
  const cleanRuns = await runLanes([...others, createLane(work)], jobs, (defect, trials) => {
    const proof = proofOf(defect, checks, trials);
    proofs.set(defect.name, proof);
    onProof?.(proof, tolerances.includes(defect));
  });
  const named = new Set(checks.flatMap((check) => check.detects));
  const known = new Set(defects.map(({ name }) => name));
  const proofsOf = (of: readonly Defect[]) => of.flatMap(({ name }) => proofs.get(name) ?? []);
  return {
    defects: proofsOf(work.defects),
    tolerances: proofsOf(work.tolerances),
    clean: cleanOutcomes(cleanRuns),
    unclean: variants.flatMap(({ dialect }) => unclean(dialect, cleanRuns.get(dialect))),
    unproved: checks
      .filter(({ detects, provedBy }) => !provedBy && !detects.some((name) => known.has(name)))
      .map(({ id }) => id),
    unnamed: [...known.difference(named), ...named.difference(known)],
    durationMs: performance.now() - started,
  };
}

function cleanOutcomes(cleanRuns: ReadonlyMap<Dialect, CleanRun>): CleanOutcomes {
  const of = (dialect: Dialect) => {
    const byOutcome: Record<string, string[]> = {};
    for (const { id, outcome, deviations } of cleanRuns.get(dialect)?.results.values() ?? []) {
      if (outcome === 'pass') continue;
      const shown = deviations.length > 0 ? `${id}: ${deviations.join(', ')}` : id;
      byOutcome[outcome] = [...(byOutcome[outcome] ?? []), shown];
    }
    return byOutcome;
  };
  return Object.fromEntries(variants.map(({ dialect }) => [dialect, of(dialect)]));
}

function unclean(dialect: Dialect, clean: CleanRun | undefined): string[] {
  return [...(clean?.results.values() ?? [])]
    .filter(({ outcome, severity }) => outcome === 'error' || outcome === 'skip' || severity === 'failure')
    .map(({ id, outcome, message, findings }) => {
      const first = findings.find((finding) => !finding.ok);
      const why =
        message ?? (first ? `${first.what}: expected ${first.expected}, received ${first.received}` : '');
      return `${dialect}: ${id}: ${outcome}: ${why}`;
    });
}
