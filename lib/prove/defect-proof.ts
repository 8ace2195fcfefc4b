import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { Check } from '../../suites/runner/check.ts';
import type { Trial } from './prove-one.ts';

/** By check, the dialects in which it alarmed. */
export type Alarms = Readonly<Record<string, readonly Dialect[]>>;

export interface DefectProof {
  readonly defect: string;
  readonly summary: string;
  /** Checks that name the defect and found it. */
  readonly caughtBy: Alarms;
  /** Checks that alarmed too, as they say in `companionOf`. */
  readonly companions: Alarms;
  /** Checks that name the defect and missed it in both dialects. */
  readonly missedBy: readonly string[];
  /** Checks that alarmed without naming the defect, neither in `detects` nor in `companionOf`, as `dialect: id`. */
  readonly falseAlarms: readonly string[];
  /** How many checks were run, over both dialects. */
  readonly ran: number;
}

/** @param trials one in each dialect */
export function proofOf(
  { name, summary }: Defect,
  checks: readonly Check[],
  trials: readonly Trial[],
): DefectProof {
  const alarmsOf = (wanted: (check: Check) => boolean | undefined): Alarms =>
    Object.fromEntries(
      checks.filter(wanted).flatMap(({ id }) => {
        const dialects = trials.filter(({ alarmed }) => alarmed.includes(id)).map(({ dialect }) => dialect);
        return dialects.length > 0 ? [[id, dialects]] : [];
      }),
    );
  const isNaming = ({ detects }: Check) => detects.includes(name);
  const isCompanion = ({ companionOf }: Check) => companionOf?.includes(name);
  const caughtBy = alarmsOf(isNaming);
  const strange = alarmsOf((check) => !isNaming(check) && !isCompanion(check));
  return {
    defect: name,
    summary,
    caughtBy,
    companions: alarmsOf((check) => !isNaming(check) && isCompanion(check)),
    missedBy: checks.filter((check) => isNaming(check) && !(check.id in caughtBy)).map(({ id }) => id),
    falseAlarms: trials.flatMap(({ dialect }) =>
      Object.keys(strange)
        .filter((id) => strange[id]?.includes(dialect))
        .map((id) => `${dialect}: ${id}`),
    ),
    ran: trials.reduce((sum, trial) => sum + trial.ran, 0),
  };
}
