import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../mock-server/context.ts';
import type { Limits, Target } from '../../suites/runner/target.ts';
import type { Measured } from './judge.ts';

export interface PlanSize {
  readonly claims: number;
  readonly practitioners: number;
}

/** What the sandbox has unless it is told otherwise; no claims are added. */
export const ordinary: PlanSize = { claims: 0, practitioners: 60 };
export const big: PlanSize = { claims: 10_000, practitioners: 5000 };

export interface Served {
  readonly target: Target;
  stop(): void;
}

function start(script: string, args: readonly string[], flags: readonly string[] = []): ChildProcess {
  return fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
  });
}

/** The first message of a process. Rejects when it ends before. */
async function messageOf(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the process ended with ${code} before it said anything`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}

/** A sandbox with a plan of some size, in a process of its own. */
export async function serve(dialect: Dialect, { claims, practitioners }: PlanSize): Promise<Served> {
  const child = start('serve.ts', [dialect, String(claims), String(practitioners)]);
  const target = (await messageOf(child)) as Target;
  return { target, stop: () => void child.kill() };
}

/** Runs suites against a target, in a process of its own. */
export async function judge(
  target: Target,
  suites: readonly string[],
  limits: Partial<Limits> = {},
): Promise<Measured> {
  const child = start('judge.ts', [suites.join()], ['--expose-gc']);
  child.send({ ...target, limits: { ...target.limits, ...limits } });
  try {
    return (await messageOf(child)) as Measured;
  } finally {
    child.kill();
  }
}
