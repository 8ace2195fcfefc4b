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
  /** Checks that alarmed without naming it. */
  readonly beside: Alarms;
  /** Checks that name the defect and missed it in both dialects. */
  readonly missedBy: readonly string[];
  /** Those of `beside` that do not expect it, naming it neither in `detects` nor in `companionOf`; as `dialect: id`. */
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
  const isNaming = ({ detects }: Check) => detects.includes(name);
  const alarmsOf = (named: boolean): Alarms =>
    Object.fromEntries(
      checks.flatMap((check) => {
        if (isNaming(check) !== named) return [];
        const dialects = trials.flatMap(({ alarmed, dialect }) =>
          alarmed.includes(check.id) ? [dialect] : [],
        );
        return dialects.length > 0 ? [[check.id, dialects]] : [];
      }),
    );
  const [caughtBy, beside] = [alarmsOf(true), alarmsOf(false)];
  const strange = checks.filter(({ id, companionOf }) => id in beside && !companionOf?.includes(name));
  return {
    defect: name,
    summary,
    caughtBy,
    beside,
    missedBy: checks.filter((check) => isNaming(check) && !(check.id in caughtBy)).map(({ id }) => id),
    falseAlarms: trials.flatMap(({ dialect, alarmed }) =>
      strange.filter(({ id }) => alarmed.includes(id)).map(({ id }) => `${dialect}: ${id}`),
    ),
    ran: trials.reduce((sum, trial) => sum + trial.ran, 0),
  };
}
