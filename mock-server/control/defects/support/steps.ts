import type { Step } from '../../../step.ts';
import { type Defect, replaceStep } from '../../defect.ts';

type Replacement = NonNullable<Defect['replacementOf']>;

/** Several replacements of different steps as one. */
export function replaceSteps(...replacements: readonly Replacement[]): Replacement {
  return (step) => {
    for (const replacement of replacements) {
      const run = replacement(step);
      if (run) return run;
    }
    return undefined;
  };
}

/** A deployment that does not have the step. */
export function withoutStep<Context>(step: Step<Context>): Replacement {
  return replaceStep(step, () => {});
}

/** Runs the step as it is, then what the deployment does to its result. */
export function afterStep<Context>(step: Step<Context>, spoil: Step<Context>['run']): Replacement {
  return replaceStep(step, async (context) => {
    await step.run(context);
    await spoil(context);
  });
}

/** Runs the step as if its context held something else. What the step fills in stays; what was changed for it does not. */
export async function runWith<Context extends object>(
  step: Step<Context>,
  context: Context,
  changes: Partial<Context>,
): Promise<void> {
  const other = { ...context, ...changes };
  await step.run(other);
  const before = Object.entries(context).filter(([name]) => name in changes);
  Object.assign(context, other, Object.fromEntries(before));
}
