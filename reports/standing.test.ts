import { expect, test } from 'vitest';
import { createSampleRun } from './sample.ts';
import { countStandings, standingOf } from './standing.ts';

test.each([
  [{ outcome: 'pass', level: 'SHALL' }, 'pass'],
  [{ outcome: 'fail', level: 'SHALL', severity: 'failure' }, 'failure'],
  [{ outcome: 'fail', level: 'SHOULD' }, 'warning'],
  [{ outcome: 'fail', level: 'MAY' }, 'info'],
  [{ outcome: 'fail', level: 'SHOULD', severity: 'failure' }, 'failure'],
  [{ outcome: 'waived', level: 'SHALL' }, 'waived'],
] as const)('%o stands as %s', (check, standing) => {
  expect(standingOf(check)).toBe(standing);
});

test('every check is counted under exactly one standing, most pressing first', () => {
  const run = createSampleRun();
  const counts = countStandings(run.checks);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(run.counts.checks);
  expect(counts.map(({ standing, count }) => [standing, count])).toEqual([
    ['failure', run.counts.failures],
    ['error', run.counts.error],
    ['review', run.counts.review],
    ['warning', run.counts.warnings],
    ['deviation', run.counts.deviation],
    ['waived', run.counts.waived],
    ['info', run.counts.infos],
    ['skip', run.counts.skip],
    ['omit', run.counts.omit],
    ['pass', run.counts.pass],
  ]);
});
