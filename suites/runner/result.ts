/** The shape of `run.json` (schema: `run.schema.json`). Everything here is masked and safe to file. */

export type Level = 'SHALL' | 'SHOULD' | 'MAY';

/** `fail` carries its weight in `severity`; see `severityOf`. */
export type Outcome = 'pass' | 'deviation' | 'fail' | 'waived' | 'skip' | 'omit' | 'review' | 'error';

export type Severity = 'failure' | 'warning' | 'info';

export interface Clause {
  /** Such as `RFC 7636 §4.6` or `FHIR R4 search.html#prefix`. */
  readonly text: string;
  readonly url: string;
}

/** One expectation that a check held against what it saw. */
export interface Finding {
  readonly ok: boolean;
  /** `security`: something was given that must not be; never a deviation, never waived. */
  readonly part: 'security' | 'form';
  /** What was looked at, such as `HTTP status` or `member "expires_in"`. */
  readonly what: string;
  readonly expected: string;
  readonly received: string;
  /** FHIRPath, header or member name, or URL part. */
  readonly where?: string;
  /** Registered deviation (`DEV-nn`) when what was received is exactly what the portal documentation shows. */
  readonly deviation?: string;
  /** What the deviation or failure costs a client. */
  readonly cost?: string;
  /** Ids of the exchanges that show it. */
  readonly evidence: readonly string[];
}

export interface CheckResult {
  readonly id: string;
  readonly suite: string;
  readonly group: string;
  readonly title: string;
  readonly level: Level;
  readonly security: boolean;
  readonly requirements: readonly string[];
  readonly clauses: readonly Clause[];
  /** Why it matters to a member or an app. */
  readonly why: string;
  /** How the server's owner mends it. */
  readonly fix: string;
  readonly outcome: Outcome;
  /** Set when `outcome` is `fail`. */
  readonly severity?: Severity;
  /** The reason of a skip, omit, review or error; for others a note such as "better than documented". */
  readonly message?: string;
  /** Deviations that were seen, `DEV-nn`. */
  readonly deviations: readonly string[];
  /** How many expectations were held against something; 0 is never a pass. */
  readonly examined: number;
  /** Findings that are not ok, and at most 20 that are. */
  readonly findings: readonly Finding[];
  /** Ids of all exchanges made or used, in order. */
  readonly evidence: readonly string[];
  readonly durationMs: number;
}

export interface RecordedMessage {
  /** Names in lower case, in the order seen. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
  /** True when the body was cut for the report. */
  readonly truncated?: boolean;
  /** Characters of the whole body, when it was cut. */
  readonly length?: number;
}

/** One HTTP request with its response, secrets replaced by stable pseudonyms such as `access-token#2`. */
export interface Exchange {
  readonly id: string;
  /** What it was made for: a check id, `login` or `harvest`; the later pages of one say so. */
  readonly origin: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  readonly request: RecordedMessage;
  /** Absent when no response came. */
  readonly response?: RecordedMessage & { readonly status: number };
  readonly error?: string;
}

export type RunVerdict = 'conforms' | 'conforms with deviations' | 'does not conform' | 'incomplete';

export interface DeviationNote {
  readonly id: string;
  /** What the portal documentation says. */
  readonly documented: string;
  readonly clause: string;
  /** What it costs a client. */
  readonly cost: string;
}

/** How far the resources seen exercise the must-support elements of one profile. */
export interface ProfileCoverage {
  /** `url|version` */
  readonly profile: string;
  readonly name: string;
  /** Resources seen that claim the profile. */
  readonly resources: number;
  readonly elements: readonly {
    /** Element id in the profile, such as `Patient.identifier.system`. */
    readonly id: string;
    /** In how many of the resources it was present. */
    readonly count: number;
    /** One resource that shows it, `Type/id`. */
    readonly example?: string;
  }[];
}

export interface RunResult {
  readonly schemaVersion: 1;
  readonly assay: { readonly version: string };
  readonly target: {
    readonly name: string;
    readonly bases: Readonly<Record<string, string>>;
    /** Software name and version the target states of itself, where it does. */
    readonly build?: string;
  };
  readonly ruleset: string;
  readonly guides: readonly string[];
  readonly suites: readonly string[];
  readonly startedAt: string;
  readonly durationMs: number;
  readonly verdict: RunVerdict;
  /** The verdict as one sentence for people, such as "Conforms with 4 deviations." */
  readonly sentence: string;
  /** Why the run is incomplete, or what limits the verdict ("isolation not tested: no second member"). */
  readonly limits: readonly string[];
  readonly counts: Readonly<Record<Outcome, number>> & {
    readonly failures: number;
    readonly warnings: number;
    readonly infos: number;
    readonly checks: number;
    readonly requests: number;
    readonly resources: number;
  };
  readonly checks: readonly CheckResult[];
  readonly deviations: readonly DeviationNote[];
  /** Must-support coverage, one entry per profile of which a resource was seen. */
  readonly coverage: readonly ProfileCoverage[];
  readonly exchanges: readonly Exchange[];
  /** sha256 (hex) over the exchanges as serialised here. */
  readonly evidenceSha256: string;
}
