import { availableParallelism } from 'node:os';
import { createPopulation } from '../generators/population.ts';
import type { Defect } from '../mock-server/control/defect.ts';
import type { Check } from '../suites/runner/check.ts';
import { runClean } from './prove/clean-run.ts';
import { type DefectProof, type Ground, proveOne } from './prove/prove-one.ts';
import { proveInThreads } from './prove/threads.ts';
import { variants } from './prove/variant.ts';

export type { DefectProof } from './prove/prove-one.ts';

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
 * Switches each defect on in a sandbox of its own and runs checks against it, in process: those that name it, and of
 * those whose requests to a clean sandbox meet a step, a port or a reply that it changes, the neighbours and a sample.
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
  const jobs = [
    ...defects.filter(wanted).map((defect) => ({ defect, harmless: false })),
    ...tolerances.filter(wanted).map((defect) => ({ defect, harmless: true })),
  ];
  const population = createPopulation();
  const all = jobs.map(({ defect }) => defect);
  const grounds: Ground[] = [];
  const inThreads =
    threads > 1 && jobs.length > threads
      ? proveInThreads({
          jobs: jobs.map(({ defect, harmless }) => ({ name: defect.name, harmless })),
          checks: checks.map(({ id }) => id),
          full,
          threads: threads - 1,
        })
      : undefined;
  for (const variant of variants)
    grounds.push({ variant, clean: await runClean(variant, checks, all, population) });
  const proofs = new Map<string, DefectProof>();
  const told = (proof: DefectProof, harmless: boolean) => {
    proofs.set(proof.defect, proof);
    onProof?.(proof, harmless);
  };
  const mine = inThreads?.next ?? (() => jobs.find(({ defect }) => !proofs.has(defect.name))?.defect.name);
  inThreads?.onProof(told);
  for (let name = mine(); name !== undefined; name = mine()) {
    const job = jobs.find(({ defect }) => defect.name === name);
    if (!job) break;
    const { defect, harmless } = job;
    told(await proveOne(defect, { checks, population, grounds, full, harmless }), harmless);
  }
  await inThreads?.end();
  const named = new Set(checks.flatMap((check) => check.detects));
  const known = new Set(defects.map(({ name }) => name));
  const proofsOf = (harmless: boolean) =>
    jobs.filter((job) => job.harmless === harmless).flatMap(({ defect }) => proofs.get(defect.name) ?? []);
  return {
    defects: proofsOf(false),
    tolerances: proofsOf(true),
    clean: cleanOutcomes(grounds),
    unclean: grounds.flatMap((ground) => unclean(ground)),
    unproved: checks
      .filter(({ detects, provedBy }) => !provedBy && !detects.some((name) => known.has(name)))
      .map(({ id }) => id),
    unnamed: [...known.difference(named), ...named.difference(known)],
    durationMs: performance.now() - started,
  };
}

function cleanOutcomes(grounds: readonly Ground[]): CleanOutcomes {
  const of = ({ clean }: Ground) => {
    const byOutcome: Record<string, string[]> = {};
    for (const { id, outcome, deviations } of clean.results.values()) {
      if (outcome === 'pass') continue;
      const shown = deviations.length > 0 ? `${id}: ${deviations.join(', ')}` : id;
      byOutcome[outcome] = [...(byOutcome[outcome] ?? []), shown];
    }
    return byOutcome;
  };
  return Object.fromEntries(grounds.map((ground) => [ground.variant.dialect, of(ground)]));
}

function unclean({ variant, clean }: Ground): string[] {
  return [...clean.results.values()]
    .filter(({ outcome, severity }) => outcome === 'error' || outcome === 'skip' || severity === 'failure')
    .map(({ id, outcome, message, findings }) => {
      const first = findings.find((finding) => !finding.ok);
      const why =
        message ?? (first ? `${first.what}: expected ${first.expected}, received ${first.received}` : '');
      return `${variant.dialect}: ${id}: ${outcome}: ${why}`;
    });
}
