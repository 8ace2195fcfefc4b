import type { Awaitable } from './awaitable.ts';
import { activeDefects } from './control/defect.ts';
import type { Reply } from './reply.ts';

/** One named step of a protocol. It reads and fills its context, or ends the flow by setting `reply` or throwing. */
export interface Step<Context> {
  readonly name: string;
  run(context: Context): Awaitable<void>;
}

/** Runs one step, as the defects in force have it. Steps that need not wait are done when this returns. */
export function runStep<Context>(step: Step<Context>, context: Context): Awaitable<void> {
  let run = step.run;
  for (const defect of activeDefects()) run = defect.replacementOf?.(step) ?? run;
  return run(context);
}

/** Runs the steps in order until one sets `context.reply`. */
export function runSteps<Context extends { reply?: Reply }>(
  steps: readonly Step<Context>[],
  context: Context,
): Awaitable<Reply> {
  return runUntil(replyOf, steps, context);
}

function replyOf({ reply }: { reply?: Reply }): Reply | undefined {
  return reply;
}

/**
 * Runs the steps in order until the context has an outcome; a step that a defect replaces runs as the defect has it.
 * The outcome is there at once if no step had to wait.
 */
export function runUntil<Context, Outcome>(
  outcomeOf: (context: Context) => Outcome | undefined,
  steps: readonly Step<Context>[],
  context: Context,
  first = 0,
): Awaitable<Outcome> {
  const isClean = activeDefects().length === 0;
  for (let at = first; at < steps.length; at += 1) {
    const step = steps[at];
    const waiting = isClean ? step?.run(context) : step && runStep(step, context);
    if (waiting) {
      return waiting.then(() => outcomeOf(context) ?? runUntil(outcomeOf, steps, context, at + 1));
    }
    const outcome = outcomeOf(context);
    if (outcome !== undefined) return outcome;
  }
  throw new Error(`the steps ${steps.map((step) => step.name).join(', ')} ended without an outcome`);
}
