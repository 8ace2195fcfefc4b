import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTask } from 'node:timers/promises';
import type { Bundle } from 'fhir/r4.js';
import { suites } from '../../suites/index.ts';
import { executeCheck } from '../../suites/runner/execute-check.ts';
import { LATER_PAGE } from '../../suites/runner/harvest.ts';
import { fetchTransport, jsonObjectOf, type RawExchange, type Transport } from '../../suites/runner/http.ts';
import { Masker } from '../../suites/runner/mask.ts';
import type { CheckResult } from '../../suites/runner/result.ts';
import { Session } from '../../suites/runner/session.ts';
import type { Target } from '../../suites/runner/target.ts';

/*
 * Runs suites against a target and says what memory that took. Run as a process of its own, so that nothing else is in
 * it, and with --expose-gc, so that what is measured is what is held:
 *   node --expose-gc bench/big/judge.ts SUITE,SUITE…
 * A message from its parent is the target; one to its parent is `Measured`.
 */

export interface Measured {
  readonly results: readonly Pick<CheckResult, 'id' | 'outcome' | 'severity' | 'message'>[];
  readonly requests: number;
  readonly resources: number;
  /** Characters of all response bodies. */
  readonly received: number;
  /** Most requests that were on their way at once. */
  readonly mostAtOnce: number;
  /** Most pages of one search. */
  readonly mostPages: number;
  /** Most bytes that were held between two checks, evidence included. */
  readonly held: number;
  /** Most bytes that the process took. */
  readonly peak: number;
}

/** Collecting garbage takes a while. */
const CHECKS_BETWEEN_LOOKS = 40;

const wanted = process.argv[2]?.split(',') ?? [];
const checks = suites.filter(({ name }) => wanted.includes(name)).flatMap((suite) => suite.checks);

let atOnce = 0;
let mostAtOnce = 0;
const counted: Transport = async (request, timeoutMs) => {
  atOnce += 1;
  mostAtOnce = Math.max(mostAtOnce, atOnce);
  try {
    return await fetchTransport(request, timeoutMs);
  } finally {
    atOnce -= 1;
  }
};

async function heldNow(): Promise<number> {
  // What a weak reference gave out is kept until the end of the task.
  await nextTask();
  globalThis.gc?.();
  await nextTask();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** By the next links, since searches may be read side by side. */
function mostPagesOf(exchanges: readonly RawExchange[]): number {
  const places = new Map<string, number>();
  let most = 0;
  for (const exchange of exchanges.filter(({ origin }) => origin === 'harvest' || origin === LATER_PAGE)) {
    const place = places.get(exchange.request.url) ?? 1;
    most = Math.max(most, place);
    const links = (jsonObjectOf(exchange) as Partial<Bundle> | undefined)?.link ?? [];
    for (const { relation, url } of links) if (relation === 'next') places.set(url, place + 1);
  }
  return most;
}

async function measure(target: Target): Promise<Measured> {
  const now = () => performance.timeOrigin + performance.now();
  const session = new Session({ target, transport: counted, randomBytes, now });
  const results: CheckResult[] = [];
  let held = 0;
  for (const check of checks) {
    results.push((await executeCheck(check, session)).result);
    if (results.length % CHECKS_BETWEEN_LOOKS === 0) held = Math.max(held, await heldNow());
  }
  const { exchanges } = session.http;
  const evidence = new Masker(target).mask(exchanges);
  held = Math.max(held, await heldNow());
  return {
    results: results.map(({ id, outcome, severity, message }) => ({
      id,
      outcome,
      ...(severity && { severity }),
      ...(message !== undefined && { message }),
    })),
    requests: evidence.length,
    resources: session.resources.size,
    received: exchanges.reduce((sum, { response }) => sum + response.body.length, 0),
    mostAtOnce,
    mostPages: mostPagesOf(exchanges),
    held,
    peak: process.resourceUsage().maxRSS * 1024,
  };
}

const [target] = (await once(process, 'message')) as [Target];
const measured = await measure(target);
process.send?.(measured);
process.disconnect?.();
