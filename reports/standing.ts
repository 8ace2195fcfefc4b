import type { CheckResult, RunResult } from '../suites/runner/result.ts';

/** Where a check stands for a reader: its outcome, with a failed check split by how much it weighs. */
export type Standing = Exclude<CheckResult['outcome'], 'fail'> | NonNullable<CheckResult['severity']>;

export interface StandingText {
  readonly standing: Standing;
  /** For one check: the badge of a row. */
  readonly label: string;
  /** For a number of checks: "3 passed", "1 to review". */
  readonly counted: readonly [one: string, many: string];
  readonly symbol: string;
}

/** Every standing, most pressing first; the order of bars, filters and summaries. */
export const standings: readonly StandingText[] = [
  { standing: 'failure', label: 'Failure', counted: ['failure', 'failures'], symbol: '✗' },
  { standing: 'error', label: 'Error', counted: ['harness error', 'harness errors'], symbol: '‼' },
  { standing: 'review', label: 'Review', counted: ['to review', 'to review'], symbol: '?' },
  { standing: 'warning', label: 'Warning', counted: ['warning', 'warnings'], symbol: '!' },
  { standing: 'deviation', label: 'Deviation', counted: ['with deviations', 'with deviations'], symbol: '≈' },
  { standing: 'waived', label: 'Waived', counted: ['waived', 'waived'], symbol: '~' },
  { standing: 'info', label: 'Info', counted: ['note', 'notes'], symbol: 'i' },
  { standing: 'skip', label: 'Skipped', counted: ['skipped', 'skipped'], symbol: '○' },
  { standing: 'omit', label: 'Omitted', counted: ['omitted', 'omitted'], symbol: '–' },
  { standing: 'pass', label: 'Pass', counted: ['passed', 'passed'], symbol: '✓' },
];

const texts = new Map(standings.map((text) => [text.standing, text]));

/** Level → weight of a failed check that carries none itself. */
const weights = { SHALL: 'failure', SHOULD: 'warning', MAY: 'info' } as const;

/** Where `check` stands: its outcome, or the severity of its failure. */
export function standingOf(check: Pick<CheckResult, 'outcome' | 'severity' | 'level'>): Standing {
  return check.outcome === 'fail' ? (check.severity ?? weights[check.level]) : check.outcome;
}

/** Label and symbol of a standing. */
export function describeStanding(standing: Standing): StandingText {
  const text = texts.get(standing);
  if (text === undefined) throw new RangeError(`"${standing}" is no outcome of a check.`);
  return text;
}

/** Number of checks per standing, counted anew, in the order of {@link standings}; zeros are left out. */
export function countStandings(checks: RunResult['checks']): readonly (StandingText & { count: number })[] {
  const counts = new Map<Standing, number>();
  for (const check of checks) {
    const standing = standingOf(check);
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  return standings.flatMap((text) => {
    const count = counts.get(text.standing) ?? 0;
    return count === 0 ? [] : [{ ...text, count }];
  });
}
