import type { Dialect } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { Check } from '../../suites/runner/check.ts';
import { type CleanRun, runClean } from './clean-run.ts';
import { type Trial, tryDefect } from './prove-one.ts';
import { createPeople, variants } from './variant.ts';

/** Does one piece of the work after the other, here or in a thread. */
export interface Lane {
  runClean(dialect: Dialect): Promise<CleanRun>;
  /** @param clean the clean run in that dialect, by this lane or another */
  tryDefect(name: string, dialect: Dialect, clean: CleanRun): Promise<Trial>;
  end(): Promise<void>;
}

export interface Work {
  readonly checks: readonly Check[];
  readonly defects: readonly Defect[];
  /** Harmless ones. */
  readonly tolerances: readonly Defect[];
  /** Run every check against every defect. */
  readonly full: boolean;
}

/** A lane in this thread. */
export function createLane({ checks, defects, tolerances, full }: Work): Lane {
  const people = createPeople();
  const harmless = new Set(tolerances);
  const all = new Map([...defects, ...tolerances].map((defect) => [defect.name, defect]));
  const variantOf = (dialect: Dialect) => known(variants.find((variant) => variant.dialect === dialect));
  return {
    runClean: (dialect) => runClean(variantOf(dialect), checks, [...all.values()], people),
    tryDefect(name, dialect, clean) {
      const defect = known(all.get(name));
      const ground = { variant: variantOf(dialect), clean };
      return tryDefect(defect, { checks, people, ground, full, harmless: harmless.has(defect) });
    },
    end: async () => undefined,
  };
}

function known<T>(found: T | undefined): T {
  if (found === undefined) throw new RangeError('prove: no such defect or dialect in its work');
  return found;
}
