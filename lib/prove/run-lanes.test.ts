import { expect, test } from 'vitest';
import type { CleanRun } from './clean-run.ts';
import type { Lane } from './lane.ts';
import { runLanes } from './run-lanes.ts';

const jobs = ['one', 'two', 'three'].map((name) => ({ name, summary: 'Nothing is wrong.', clause: 'none' }));

const empty: CleanRun = {
  results: new Map(),
  touched: new Map(),
  signIns: new Map(),
  signInTouched: new Map(),
  signInEnds: new Map(),
};

/** A lane that notes what it is asked for; each piece takes as many turns as given. */
function notingLane(log: string[], turns: number, failing?: string): Lane & { ended: boolean } {
  const work = async (what: string) => {
    log.push(what);
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    if (what === failing) throw new Error(`${what} failed`);
  };
  return {
    ended: false,
    async runClean(dialect) {
      await work(`clean ${dialect}`);
      return empty;
    },
    async tryDefect(defect, dialect) {
      await work(`${defect} ${dialect}`);
      return { defect, dialect, alarmed: [], ran: 1 };
    },
    async end() {
      this.ended = true;
    },
  };
}

test.each([1, 2, 3])(
  '%i lanes try every job once in each dialect, and tell it when it is whole',
  async (count) => {
    const logs = Array.from({ length: count }, (): string[] => []);
    const told: string[] = [];
    const lanes = logs.map((log, at) => notingLane(log, 1 + 4 * at));
    await runLanes(lanes, jobs, ({ name }, trials) =>
      told.push(`${name} in ${trials.map(({ dialect }) => dialect).join(' and ')}`),
    );
    expect(logs.flat().sort()).toEqual(
      ['clean', 'one', 'two', 'three'].flatMap((what) => [`${what} documented`, `${what} standard`]).sort(),
    );
    expect(told.sort()).toEqual(jobs.map(({ name }) => `${name} in documented and standard`).sort());
    expect(lanes.every(({ ended }) => ended)).toBe(true);
  },
);

test('each lane begins with a dialect of its own, and one that is done helps the other', async () => {
  const [quick, slow]: [string[], string[]] = [[], []];
  await runLanes([notingLane(quick, 1), notingLane(slow, 1000)], jobs, () => undefined);
  expect(quick.slice(0, 4)).toEqual(['clean documented', ...jobs.map(({ name }) => `${name} documented`)]);
  expect(slow[0]).toBe('clean standard');
  expect(quick.filter((what) => what.endsWith('standard')).length).toBeGreaterThan(0);
});

test('what goes wrong in one lane ends all', async () => {
  const log: string[] = [];
  const lanes = [notingLane(log, 20), notingLane([], 1, 'two standard')];
  await expect(runLanes(lanes, jobs, () => undefined)).rejects.toThrow('two standard failed');
  expect(lanes.map(({ ended }) => ended)).toEqual([true, true]);
  await new Promise(setImmediate);
  expect(log.length).toBeLessThan(3);
});
