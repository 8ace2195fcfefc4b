import { activeDefects } from './control/defect.ts';
import type { Reply } from './reply.ts';

/** One named step of a protocol. It reads and fills its context, or ends the flow by setting `reply` or throwing. */
export interface Step<Context> {
  readonly name: string;
  run(context: Context): void | Promise<void>;
}

/** Runs one step, as the defects in force have it. Steps that need not wait are done when this returns. */
export function runStep<Context>(step: Step<Context>, context: Context): void | Promise<void> {
  let run = step.run;
  for (const defect of activeDefects()) run = defect.replacementOf?.(step) ?? run;
  return run(context);
}

/** Runs the steps in order until one sets `context.reply`; a step that a defect replaces runs as the defect has it. */
export async function runSteps<Context extends { reply?: Reply }>(
  steps: readonly Step<Context>[],
  context: Context,
): Promise<Reply> {
  const isClean = activeDefects().length === 0;
  for (const step of steps) {
    const waiting = isClean ? step.run(context) : runStep(step, context);
    if (waiting) await waiting;
    if (context.reply) return context.reply;
  }
  throw new Error(`the steps ${steps.map((step) => step.name).join(', ')} ended without a reply`);
}
