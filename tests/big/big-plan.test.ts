import { beforeAll, describe, expect, it } from 'vitest';
import type { Measured } from '../../bench/big/judge.ts';
import { big, judge, ordinary, type PlanSize, serve } from '../../bench/big/start.ts';

/** Those that read data; `npm run bench:big` runs all, with the limits that a target has unless it sets others. */
const suites = ['fhir', 'patient-access', 'provider-directory'];
const limits = { maxPages: 3, concurrency: 3 };

/** A run on the big plan may hold this many times what one on an ordinary plan does, evidence included. */
const FLAT = 1.15;

async function run(size: PlanSize): Promise<Measured> {
  const { target, stop } = await serve('documented', size);
  try {
    return await judge(target, suites, limits);
  } finally {
    stop();
  }
}

describe('a member with 10,000 claims and a directory of 5,000 practitioners', () => {
  let onOrdinary: Measured;
  let onBig: Measured;
  beforeAll(async () => {
    [onOrdinary, onBig] = await Promise.all([run(ordinary), run(big)]);
  }, 120_000);

  it('are judged within the limits of the target', () => {
    expect(onBig.mostPages).toBe(limits.maxPages);
    expect(onBig.mostAtOnce).toBeLessThanOrEqual(limits.concurrency);
    expect(onBig.resources).toBeGreaterThan(2000);
  });

  it('fail no check, nor does an ordinary plan of which little is read', () => {
    const wrong = [...onBig.results, ...onOrdinary.results].filter(
      ({ severity, outcome }) => severity === 'failure' || outcome === 'error',
    );
    expect(wrong).toEqual([]);
  });

  it('leave open only what a cut search cannot show, and it says so', () => {
    const judged = new Set(
      onOrdinary.results.flatMap(({ id, outcome }) => (outcome === 'skip' || outcome === 'omit' ? [] : [id])),
    );
    const open = onBig.results.filter(({ id, outcome }) => outcome === 'skip' && judged.has(id));
    expect(open.length).toBeGreaterThan(20);
    expect(open.filter(({ message }) => !message?.includes('limits.maxPages'))).toEqual([]);
  });

  it('take no more memory than an ordinary plan', () => {
    expect(onBig.received).toBeGreaterThan(1.5 * onOrdinary.received);
    expect(onBig.held / onOrdinary.held).toBeLessThan(FLAT);
  });
});
