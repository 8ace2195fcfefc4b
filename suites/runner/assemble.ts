import { createHash } from 'node:crypto';
import { deviation } from '../deviations.ts';
import { type Ruleset, rulesetLabel } from '../rulesets.ts';
import type { CheckResult, Exchange, Outcome, ProfileCoverage, RunResult } from './result.ts';
import type { Target } from './target.ts';
import type { Judged } from './verdict.ts';

export interface RunFacts {
  readonly target: Target;
  readonly ruleset: Ruleset;
  readonly suites: readonly string[];
  readonly checks: readonly CheckResult[];
  readonly exchanges: readonly Exchange[];
  /** What the checks made at the target and could not take away again. */
  readonly left?: readonly string[];
  readonly coverage: readonly ProfileCoverage[];
  readonly resources: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly assayVersion: string;
}

/** What resources are judged against. */
const guides = ['FHIR R4 4.0.1', 'US Core 6.1.0', 'CARIN Blue Button 2.0.0', 'Da Vinci PDex Plan-Net 1.1.0'];

const outcomes: readonly Outcome[] = [
  'pass',
  'deviation',
  'fail',
  'waived',
  'skip',
  'omit',
  'review',
  'error',
];

/** Puts a run together as `run.json` has it. */
export function assembleRun(facts: RunFacts, judged: Judged): RunResult {
  const { target, checks, exchanges } = facts;
  const severity = (name: string) => checks.filter((check) => check.severity === name).length;
  const byOutcome = Object.fromEntries(
    outcomes.map((outcome) => [outcome, checks.filter((check) => check.outcome === outcome).length]),
  ) as Record<Outcome, number>;
  const deviating = checks.filter(({ outcome }) => outcome === 'deviation');
  const seen = [...new Set(deviating.flatMap((check) => check.deviations))].sort();
  return {
    schemaVersion: 1,
    assay: { version: facts.assayVersion },
    target: {
      name: target.name,
      bases: {
        token: target.oauth.token,
        ...(target.oauth.authorize && { authorize: target.oauth.authorize }),
        ...(target.patientAccess && { patientAccess: target.patientAccess }),
        ...(target.providerDirectory && { providerDirectory: target.providerDirectory }),
      },
      ...(target.build && { build: target.build }),
    },
    ruleset: rulesetLabel(facts.ruleset),
    guides,
    suites: facts.suites,
    startedAt: new Date(facts.startedAt).toISOString(),
    durationMs: Math.round(facts.durationMs),
    verdict: judged.verdict,
    sentence: judged.sentence,
    limits: [
      ...judged.limits,
      ...(facts.left ?? []).map((what) => `left at the target: ${what}, which could not be deleted`),
      ...facts.ruleset.notCovered,
    ],
    counts: {
      ...byOutcome,
      failures: severity('failure'),
      warnings: severity('warning'),
      infos: severity('info'),
      checks: checks.length,
      requests: exchanges.length,
      resources: facts.resources,
    },
    checks,
    deviations: seen.map(deviation),
    coverage: facts.coverage,
    exchanges,
    evidenceSha256: sha256Of(exchanges),
  };
}

/** Of the JSON of the list, which is too long to be made at once. */
function sha256Of(exchanges: readonly Exchange[]): string {
  const hash = createHash('sha256').update('[');
  for (const [index, exchange] of exchanges.entries())
    hash.update(`${index > 0 ? ',' : ''}${JSON.stringify(exchange)}`);
  return hash.update(']').digest('hex');
}
