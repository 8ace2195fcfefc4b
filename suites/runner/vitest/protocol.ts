import type { CheckResult, Exchange, ProfileCoverage } from '../result.ts';
import type { Target } from '../target.ts';

/** What the command line hands to the worker. */
export interface RunRequest {
  readonly target: Target;
  /** Ids of the checks to run. */
  readonly checks: readonly string[];
  /** Name of the ruleset. */
  readonly ruleset: string;
  readonly waitExpiry: boolean;
  /** Name of the broadcast channel on which any message stops the run; the worker sends one when it listens. */
  readonly stopChannel: string;
}

/** What the worker hands back when all checks have run; masked. */
export interface Evidence {
  readonly exchanges: readonly Exchange[];
  readonly checks: readonly CheckResult[];
  /** Reasons for which configured logins or clients did not work. */
  readonly incomplete: readonly string[];
  /** What the checks made at the target and could not take away again. */
  readonly left: readonly string[];
  readonly coverage: readonly ProfileCoverage[];
  /** Number of different resources examined. */
  readonly resources: number;
}

/** `task.meta.assay` of a test. */
export interface Meta {
  readonly progress?: CheckResult;
  readonly evidence?: Evidence;
}

declare module 'vitest' {
  interface TaskMeta {
    assay?: Meta;
  }
  interface ProvidedContext {
    assay: RunRequest;
  }
}
