import { randomBytes } from 'node:crypto';
import { createPopulation } from '../../generators/population.ts';
import type { Dialect, SandboxCore } from '../../mock-server/context.ts';
import type { Defect } from '../../mock-server/control/defect.ts';
import type { Population } from '../../mock-server/population.ts';
import { defaultRuleset, findRuleset, type Ruleset } from '../../suites/rulesets.ts';
import type { Transport } from '../../suites/runner/http.ts';
import type { SessionOptions } from '../../suites/runner/session.ts';
import { describeSandbox } from '../embedded-target.ts';
import { createSandbox } from '../sandbox.ts';

/** One way in which the sandbox is served and judged. */
export interface Variant {
  readonly dialect: Dialect;
  readonly ruleset: Ruleset;
  readonly directoryAuth: SandboxCore['directoryAuth'];
}

/**
 * Each dialect with what is asked of it: the documented one is held to the portal documentation, the standard one to
 * the regulation too. The directory is closed in one and open in the other, so that both are seen.
 */
export const variants: readonly Variant[] = [
  { dialect: 'documented', ruleset: defaultRuleset, directoryAuth: 'required' },
  { dialect: 'standard', ruleset: findRuleset('cms-2026') ?? defaultRuleset, directoryAuth: 'public' },
];

/** Personas with all kinds of data and little of each: what is proved hundreds of times has to be quick. */
const members: readonly number[] = [11, 3, 14];

const publicUrls = { documented: 'http://documented.sandbox.test', standard: 'http://standard.sandbox.test' };

/** What all sandboxes of one proof share, so that each member is made once. */
export interface People {
  readonly population: Population;
  readonly production: Population;
}

export function createPeople(): People {
  const population = createPopulation();
  return { population, production: createPopulation({ seed: `${population.seed} production` }) };
}

/** A sandbox in one process with defects in force, and what a session needs to judge it. */
export interface Bench {
  readonly session: SessionOptions;
  close(): Promise<void>;
}

/** @param wrap stands between the session and the sandbox */
export function openBench(
  { dialect, ruleset, directoryAuth }: Variant,
  defects: readonly Defect[],
  people: People,
  wrap: (transport: Transport) => Transport = (transport) => transport,
): Bench {
  const plan = createSandbox({
    publicUrls,
    defects,
    ...people,
    directoryAuth,
    control: true,
    // Accounts are made by the dozen, and none is worth guessing.
    passwordCost: 2 ** 10,
  });
  return {
    session: {
      target: describeSandbox(plan, publicUrls[dialect], `sandbox, ${dialect}`, members),
      transport: wrap(plan.transport(dialect)),
      randomBytes,
      now: () => performance.timeOrigin + performance.now(),
      ruleset,
      // Nobody reads its record.
      keptAsText: Number.POSITIVE_INFINITY,
    },
    close: () => plan.close(),
  };
}
