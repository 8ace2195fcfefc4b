import type { Defect } from '../../mock-server/control/defect.ts';
import type { Check } from '../../suites/runner/check.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import type { RawExchange } from '../../suites/runner/http.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { signInEnd, signInKeys } from './sign-in.ts';
import { createTouches } from './touches.ts';
import { TracedSession } from './traced-session.ts';
import { Tracer } from './tracer.ts';
import { openBench, type People, type Variant } from './variant.ts';

/** The checks on a clean sandbox, and what each has to do with. */
export interface CleanRun {
  readonly results: ReadonlyMap<string, CheckResult>;
  /** By check, the names of the defects that its own requests meet. */
  readonly touched: ReadonlyMap<string, ReadonlySet<string>>;
  /** By check, the sign-ins it builds on. */
  readonly signIns: ReadonlyMap<string, ReadonlySet<string>>;
  /** By sign-in, the defects that its requests meet. */
  readonly signInTouched: ReadonlyMap<string, ReadonlySet<string>>;
  /** By sign-in, how it ended. */
  readonly signInEnds: ReadonlyMap<string, string>;
}

/** Checks that come last in a run do so here. */
export function inOrder(checks: readonly Check[]): readonly Check[] {
  return [...checks.filter(({ last }) => !last), ...checks.filter(({ last }) => last)];
}

export async function runClean(
  variant: Variant,
  checks: readonly Check[],
  defects: readonly Defect[],
  people: People,
): Promise<CleanRun> {
  const tracer = new Tracer(defects);
  const bench = openBench(variant, [tracer.probe], people, (inner) => tracer.watch(inner));
  const session = new TracedSession(bench.session);
  const touches = createTouches(defects);
  const met = (exchanges: Iterable<RawExchange>) => {
    const names = new Set<string>();
    for (const { response } of exchanges) {
      const crossing = tracer.crossingOf(response);
      if (crossing) for (const name of touches(crossing)) names.add(name);
    }
    return names;
  };
  const signInEnds = new Map<string, string>();
  for (const key of signInKeys) signInEnds.set(key, await signInEnd(key, session));
  const results = new Map<string, CheckResult>();
  const touched = new Map<string, ReadonlySet<string>>();
  const signIns = new Map<string, ReadonlySet<string>>();
  for (const check of inOrder(checks)) {
    const seen = await session.watch(async () => (await executeCheck(check, session)).result);
    results.set(check.id, seen.result);
    touched.set(check.id, met(seen.exchanges));
    signIns.set(check.id, seen.signIns);
  }
  const signInTouched = new Map(signInKeys.map((key) => [key, met(session.signIn(key))]));
  await bench.close();
  return { results, touched, signIns, signInTouched, signInEnds };
}
